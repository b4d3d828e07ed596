package org.tropea.shell.ssh.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a connection that is one too many, before it has said anything. */
final class SessionLimit implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLimit.class);

    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final int most;

    SessionLimit(int most) {
        this.most = most;
    }

    @Override
    public void sessionCreated(Session session) {
        open.add(session);
        if (open.size() > most) {
            LOG.warn("SSH connection closed: maxSessions is {}", most);
            session.close(true);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        open.remove(session);
    }
}
