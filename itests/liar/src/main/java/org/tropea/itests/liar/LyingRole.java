package org.tropea.itests.liar;

import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirPages;
import org.tropea.net.directory.DirServer;

/** The role {@code liar}: whoever asks a relay for the microdesc consensus gets something else; all else is true. */
@Component(property = RoleFactory.NAME + "=liar")
public final class LyingRole implements RoleFactory {
    private static final String CONSENSUS = "/tor/status-vote/current/consensus-microdesc";
    private static final byte[] LIE = "<html>Welcome</html>\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Role start(RouterScope router) {
        DirPages pages = (query, answer) -> {
            boolean lies = query.path().startsWith(CONSENSUS);
            if (lies) {
                answer.accept(DirAnswer.document(LIE, 0));
            }
            return lies;
        };
        DirServer server = router.part(DirServer.class);
        server.serveFirst(pages);
        return new Role() {
            @Override
            public void reloaded() {
                // Nothing here depends on options.
            }

            @Override
            public void close() {
                server.withdraw(pages);
            }
        };
    }
}
