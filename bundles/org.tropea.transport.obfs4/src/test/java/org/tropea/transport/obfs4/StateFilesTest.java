package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.fault.LocalFault;

class StateFilesTest {
    private static final String NODE = "1d7d0dfd10bd8ee4b3bd3b5a1cb21ea1e35a5d92";

    private final ServerIdentity bridge =
            ServerIdentity.generate(new Random(51)).with(IatMode.ENABLED);

    @Test
    void aBridgeIsTheSameAfterBeingWrittenAndRead() throws Exception {
        ServerIdentity read = StateFiles.parse(StateFiles.print(bridge));
        assertEquals(bridge.cert().text(), read.cert().text());
        assertArrayEquals(bridge.secret(), read.secret());
        assertArrayEquals(bridge.seed(), read.seed());
        assertEquals(IatMode.ENABLED, read.iatMode());
    }

    @Test
    void theFileHasTheMembersOfObfs4proxyInItsOrder() {
        assertTrue(StateFiles.print(bridge)
                .matches("\\{\"node-id\":\"[0-9a-f]{40}\",\"private-key\":\"[0-9a-f]{64}\","
                        + "\"public-key\":\"[0-9a-f]{64}\",\"drbg-seed\":\"[0-9a-f]{48}\",\"iat-mode\":1}"));
    }

    @Test
    void clientsFindTheBridgeByItsLine() throws Exception {
        Map<String, String> arguments = StateFiles.arguments(StateFiles.bridgeLine(bridge));
        assertEquals(bridge.clientArguments(), arguments);
        assertEquals(70, arguments.get("cert").length());
        assertEquals(bridge.cert().text(), BridgeCert.of(arguments).text());
    }

    @Test
    void oldLinesNameNodeAndKeyApart() throws Exception {
        BridgeCert cert = BridgeCert.of(Map.of(
                "node-id", Vectors.hex(bridge.cert().nodeId()),
                "public-key", Vectors.hex(bridge.cert().publicKey())));
        assertEquals(bridge.cert().text(), cert.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no base64!",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aCertOfAnotherFormIsRefused(String cert) {
        LocalFault fault = assertThrows(LocalFault.class, () -> BridgeCert.parse(cert));
        assertTrue(fault.getMessage().startsWith("cert "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{}", "{\"node-id\":\"" + NODE + "\"}", "{\"node-id\":\"zz\"}", "{\"node-id\":[]}"
            })
    void aFileThatIsBrokenIsRefused(String json) {
        assertThrows(LocalFault.class, () -> StateFiles.parse(json));
    }

    @Test
    void aFaultDoesNotPrintSecrets() {
        String json = StateFiles.print(bridge).replace(Vectors.hex(bridge.secret()), "secret!");
        LocalFault fault = assertThrows(LocalFault.class, () -> StateFiles.parse(json));
        assertEquals("obfs4 argument private-key is not hexadecimal", fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-1", "", "x", "00"})
    void anUnknownModeIsRefused(String mode) {
        assertThrows(LocalFault.class, () -> IatMode.parse(mode));
    }
}
