package org.tropea.authority.keys;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.ValueFault;

/** What {@link GenCert} is asked to do, in {@code tor-gencert}'s words. Belongs to one thread. */
final class GenCertOptions {
    static final String USAGE = "tropea gencert [-h|--help] [-v] [-r|--reuse] [--create-identity-key]\n"
            + "        [-i identity_key_file] [-s signing_key_file] [-c certificate_file]\n"
            + "        [-m lifetime_in_months] [-a address:port] [--passphrase-fd <fd>]\n\n"
            + "Makes a directory authority's signing key and certificate, in the present directory unless told\n"
            + "otherwise. The identity key is made by --create-identity-key, once, and kept encrypted.\n"
            + "  -i, -s, -c  files (authority_identity_key, authority_signing_key, authority_certificate)\n"
            + "  -r          keeps the signing key that is there\n"
            + "  -m          from 0 to 24 months, 12 unless told otherwise\n"
            + "  -a          the authority's IPv4 address and DirPort, which the certificate then names\n"
            + "  --passphrase-fd  reads the passphrase's line from there and not from the terminal\n";

    private static final int MOST_MONTHS = 24;

    Path identityKey = Path.of("authority_identity_key");
    Path signingKey = Path.of("authority_signing_key");
    Path certificate = Path.of("authority_certificate");
    InetSocketAddress address;
    int months = 12;
    int passphraseFd = -1;
    boolean createIdentityKey;
    boolean reuse;
    boolean help;

    /** Parses the words; one that is wrong ends in an {@link IllegalArgumentException} that says what is accepted. */
    static GenCertOptions parse(List<String> words) {
        GenCertOptions options = new GenCertOptions();
        Iterator<String> all = words.iterator();
        while (all.hasNext()) {
            options.take(all.next(), all);
        }
        return options;
    }

    private void take(String word, Iterator<String> rest) {
        switch (word) {
            case "-h", "--help" -> help = true;
            case "-v" -> {
                // there is nothing more to say than is said anyway
            }
            case "-r", "--reuse" -> reuse = true;
            case "--create-identity-key" -> createIdentityKey = true;
            case "-i" -> identityKey = Path.of(value(word, rest));
            case "-s" -> signingKey = Path.of(value(word, rest));
            case "-c" -> certificate = Path.of(value(word, rest));
            case "-m" -> months = number(word, value(word, rest), MOST_MONTHS);
            case "--passphrase-fd" -> passphraseFd = number(word, value(word, rest), Integer.MAX_VALUE);
            case "-a" -> address = address(value(word, rest));
            default -> throw new IllegalArgumentException("Unrecognized option " + word);
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("No argument to " + option);
        }
        return rest.next();
    }

    private static int number(String option, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException(option + " " + text + ", accepted are numbers from 0 to " + most);
    }

    private static InetSocketAddress address(String text) {
        try {
            return Addresses.endpoint(text);
        } catch (ValueFault e) {
            throw new IllegalArgumentException("-a " + e.getMessage(), e);
        }
    }
}
