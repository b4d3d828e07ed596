package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;

/**
 * A node whose folder lies on a disk of its own, in a mount namespace: what was there when it starts is there too. What it
 * writes is seen inside alone, and is gone with it; its log goes to its output.
 */
final class SmallDisk {
    private static final String IN_A_NAMESPACE = "for last; do :; done; folder=${last%/*}; "
            + "rm -rf \"$folder.copy\"; cp -a \"$folder\" \"$folder.copy\"; "
            + "mount -t tmpfs -o size=64m,mode=700 none \"$folder\"; cp -a \"$folder.copy/.\" \"$folder\"; exec \"$@\"";

    private SmallDisk() {}

    /** A Tropea node with such a disk. */
    static NodeSpec relay(String nickname) {
        return NodeSpec.of(
                        nickname,
                        "unshare",
                        "--mount",
                        "--",
                        "sh",
                        "-ec",
                        IN_A_NAMESPACE,
                        "sh",
                        InteropNetwork.program())
                .option("Log notice stdout");
    }

    /** Leaves no room on the disk of {@code node}. */
    static void fill(CtorNode node, Path temporary) throws Exception {
        String ballast = node.directory().resolve("ballast").toString();
        inside(node, temporary, "dd if=/dev/zero of=" + ballast + " bs=4k 2>/dev/null || true; test -s " + ballast);
    }

    /** Runs {@code script} where {@code node} sees its disk. */
    static void inside(CtorNode node, Path temporary, String script) throws Exception {
        Run.Result result =
                Run.toEnd(temporary, "nsenter", "--mount", "-t", String.valueOf(node.pid()), "--", "sh", "-c", script);
        assertEquals(0, result.code(), () -> script + ": " + result.err());
    }
}
