package org.tropea.shell.ssh.server;

import java.security.PublicKey;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.shell.ssh.print.Printable;
import org.tropea.shell.ssh.session.Identity;
import org.tropea.shell.ssh.session.Role;

/** Decides on a key: the login name is the role wanted, {@code authorized_keys} says which role the key permits. */
final class KeyLogin implements PublickeyAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLogin.class);
    private static final AttributeKey<Identity> IDENTITY = new AttributeKey<>();

    private final AuthorizedKeys keys;
    private final SessionLimit sessions;

    KeyLogin(AuthorizedKeys keys, SessionLimit sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    /** Who has logged in. The key that was decided on last is the one that signed. */
    static Identity of(ServerSession session) {
        return session.getAttribute(IDENTITY);
    }

    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        session.removeAttribute(IDENTITY);
        Role wanted = Role.named(user);
        Role permitted = keys.role(key);
        String fingerprint = KeyUtils.getFingerPrint(key);
        String peer = SshdSocketAddress.toAddressString(session.getClientAddress()) + ":"
                + SshdSocketAddress.toAddressPort(session.getClientAddress());
        String refusal = refusal(user, wanted, permitted);
        if (refusal != null) {
            LOG.info("SSH login from {} with key {} refused: {}", peer, fingerprint, refusal);
            return false;
        }
        session.setAttribute(IDENTITY, new Identity(wanted, fingerprint, peer));
        return true;
    }

    private String refusal(String user, Role wanted, Role permitted) {
        if (permitted == null) {
            return "the key is not in authorized_keys";
        } else if (wanted == null) {
            return "the login name is " + Printable.brief(user) + "; accepted is operator or viewer";
        }
        if (!permitted.permits(wanted)) {
            return "the key's role is " + permitted;
        }
        return sessions.hasRoom() ? null : "maxSessions are logged in";
    }
}
