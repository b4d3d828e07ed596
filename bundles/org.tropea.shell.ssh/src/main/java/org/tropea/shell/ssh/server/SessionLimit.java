package org.tropea.shell.ssh.server;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * So many connections may be logged in, and as many more be about to. Of the latter the oldest gives way: who holds
 * connections open without a key keeps nobody with one from coming in. Any thread.
 */
final class SessionLimit implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLimit.class);

    private final Set<Session> loggedIn = new LinkedHashSet<>();
    private final Set<Session> waiting = new LinkedHashSet<>();
    private final int most;

    SessionLimit(int most) {
        this.most = most;
    }

    @Override
    public void sessionCreated(Session session) {
        Session oldest = added(session);
        if (oldest != null) {
            LOG.warn("SSH connection closed before its login: {} others wait, maxSessions is {}", most, most);
            oldest.close(true);
        }
    }

    /** The one that must go, or null. */
    private synchronized Session added(Session session) {
        waiting.add(session);
        if (waiting.size() <= most) {
            return null;
        }
        Session oldest = waiting.iterator().next();
        waiting.remove(oldest);
        return oldest;
    }

    /** False when as many are logged in as may be. */
    synchronized boolean hasRoom() {
        return loggedIn.size() < most;
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated && !login(session)) {
            LOG.warn("SSH connection closed: maxSessions is {}", most);
            session.close(true);
        }
    }

    private synchronized boolean login(Session session) {
        waiting.remove(session);
        return loggedIn.size() < most && loggedIn.add(session);
    }

    @Override
    public synchronized void sessionClosed(Session session) {
        waiting.remove(session);
        loggedIn.remove(session);
    }
}
