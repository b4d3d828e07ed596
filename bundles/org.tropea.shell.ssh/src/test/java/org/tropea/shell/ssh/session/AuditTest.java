package org.tropea.shell.ssh.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final List<String> entries = new ArrayList<>();
    private final Audit audit = new Audit(Clock.fixed(Instant.ofEpochSecond(1), ZoneOffset.UTC), entries::add);
    private final Identity who = new Identity(Role.OPERATOR, "SHA256:x", "127.0.0.1:5");

    @Test
    void anEntryIsOneLineWithKeyTimeAndOutcome() {
        audit.ended(who, "sched:use vanilla", "ok");
        assertEquals(
                List.of("time=1970-01-01T00:00:01Z key=SHA256:x role=operator peer=127.0.0.1:5 outcome=ok "
                        + "line=\"sched:use vanilla\""),
                entries);
    }

    @Test
    void aLineCannotForgeAnotherEntry() {
        audit.ended(who, "a\" outcome=ok\ntime=0", "1 no");
        assertEquals(
                "time=1970-01-01T00:00:01Z key=SHA256:x role=operator peer=127.0.0.1:5 outcome=\"1 no\" "
                        + "line=\"a\\\" outcome=ok?time=0\"",
                entries.get(0));
    }
}
