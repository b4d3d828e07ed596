package org.tropea.shell.ssh.session;

/**
 * Who is at the other end of a session.
 *
 * @param role the role logged in with
 * @param fingerprint of the key, as {@code ssh-keygen -l} shows it
 * @param peer address and port
 */
public record Identity(Role role, String fingerprint, String peer) {
    @Override
    public String toString() {
        return role + " " + fingerprint + " from " + peer;
    }
}
