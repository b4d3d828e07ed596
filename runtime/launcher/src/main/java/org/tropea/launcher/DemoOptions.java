package org.tropea.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What stands behind {@code --demo}. Immutable.
 *
 * @param help whether only the help is wanted
 * @param stay whether the network stays up after the fetch
 * @param authorities how many directory authorities there are to be
 * @param key the public key of whoever may log in; empty to make one
 */
record DemoOptions(boolean help, boolean stay, int authorities, String key) {
    static final String HELP = """
            demo [--stay] [--authorities N] [--key FILE.pub]

            Starts a private onion network on 127.0.0.1, all of it in this process: directory authorities, two relays,
            an exit and a client, from an empty directory, by real votes, descriptors and TLS between them. Then fetches
            a page from a web server of its own through the client's SOCKS port, and prints the circuit, what each router
            counted, and how long it took.

              --stay            keep it running, and say how to reach SOCKS and the shell; Ctrl-C ends it
              --authorities N   1 to 9 directory authorities, 1 unless said
              --key FILE.pub    who may log in to the shell: a line as in authorized_keys (made for this run unless said)

            All that it writes is in a temporary directory, which it deletes at the end.""";

    static DemoOptions parse(List<String> words) throws StartFault {
        boolean help = false;
        boolean stay = false;
        int authorities = 1;
        String key = "";
        for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
            String word = left.next();
            switch (word) {
                case "-h", "--help" -> help = true;
                case "--stay" -> stay = true;
                case "--authorities" -> authorities = count(value(word, left));
                case "--key" -> key = file(value(word, left));
                default ->
                    throw new StartFault("demo: " + word + " is unknown; accepted are --stay, --authorities N,"
                            + " --key FILE.pub and --help");
            }
        }
        return new DemoOptions(help, stay, authorities, key);
    }

    private static String value(String word, Iterator<String> left) throws StartFault {
        if (!left.hasNext()) {
            throw new StartFault("demo: " + word + " needs a value");
        }
        return left.next();
    }

    private static int count(String digits) throws StartFault {
        if (!digits.matches("[1-9]")) {
            throw new StartFault("demo: --authorities " + digits + ": accepted is 1 to 9");
        }
        return Integer.parseInt(digits);
    }

    private static String file(String name) throws StartFault {
        Path file = Path.of(name).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new StartFault("demo: --key " + name + " cannot be read");
        }
        return file.toString();
    }

    /** As framework properties, which the demo's bundle reads. */
    Map<String, String> properties(Path data) {
        return Map.of(
                "tropea.command", "demo",
                "tropea.data", data.toString(),
                "tropea.demo.stay", String.valueOf(stay),
                "tropea.demo.authorities", String.valueOf(authorities),
                "tropea.demo.key", key);
    }
}
