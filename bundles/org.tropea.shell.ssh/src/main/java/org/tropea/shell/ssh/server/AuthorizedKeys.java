package org.tropea.shell.ssh.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.shell.ssh.session.Role;

/**
 * The keys that may log in: OpenSSH's {@code authorized_keys} with one option of its own, {@code role="operator"} or
 * {@code role="viewer"}; without it a key is a viewer's. The file is read at each login. A line that is not understood
 * in full admits nobody and is logged.
 */
public final class AuthorizedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizedKeys.class);
    private static final Set<String> TYPES =
            Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521");
    private static final String ROLE = "role";

    private final Path file;

    /** One usable line. */
    record Entry(PublicKey key, Role role) {}

    /** The file need not be there yet. */
    public AuthorizedKeys(Path file) {
        this.file = file;
    }

    /** The role of a key, null when it may not log in. A key listed twice has the role of its first line. */
    Role role(PublicKey key) {
        try {
            return entries().stream()
                    .filter(entry -> KeyUtils.compareKeys(entry.key(), key))
                    .map(Entry::role)
                    .findFirst()
                    .orElse(null);
        } catch (ServerFault fault) {
            LOG.warn("Nobody may log in: {}", fault.getMessage());
            return null;
        }
    }

    /** Every usable line; throws when the file as a whole is not to be trusted. */
    List<Entry> entries() throws ServerFault {
        try {
            OwnFile.checkUnchangeable(file);
            List<Entry> entries = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                add(lines.get(i), i + 1, entries);
            }
            return entries;
        } catch (IOException e) {
            throw new ServerFault(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void add(String line, int number, List<Entry> entries) {
        try {
            AuthorizedKeyEntry parsed = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            if (parsed != null) {
                entries.add(entry(parsed));
            }
        } catch (ServerFault fault) {
            LOG.warn("{} line {} is ignored: {}", file, number, fault.getMessage());
        } catch (IOException | GeneralSecurityException | RuntimeException damaged) {
            LOG.warn("{} line {} is ignored: it is no public key line", file, number);
        }
    }

    private static Entry entry(AuthorizedKeyEntry parsed) throws ServerFault, IOException, GeneralSecurityException {
        if (!TYPES.contains(parsed.getKeyType())) {
            throw new ServerFault(parsed.getKeyType() + " keys are not accepted, only ssh-ed25519 and ecdsa-sha2-*");
        }
        Role role = role(parsed.getLoginOptions());
        PublicKey key = parsed.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        if (key == null) {
            throw new ServerFault("the key cannot be decoded");
        }
        return new Entry(key, role);
    }

    private static Role role(Map<String, String> options) throws ServerFault {
        for (String option : options.keySet()) {
            if (!option.equals(ROLE)) {
                throw new ServerFault("option " + option + " is unknown; accepted is role=\"operator\" or \"viewer\"");
            }
        }
        Role role = Role.named(options.getOrDefault(ROLE, Role.VIEWER.toString()));
        if (role == null) {
            throw new ServerFault("role is " + options.get(ROLE) + "; accepted is operator or viewer");
        }
        return role;
    }
}
