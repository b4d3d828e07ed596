package org.tropea.torrc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class TorrcConfiguratorTest {
    private static final String RELAY = "DirAuthority a 127.0.0.1:7001 0123456789ABCDEF0123456789ABCDEF01234567\n"
            + "ORPort 127.0.0.1:9001\nORPort [::1]:9001\nContactInfo me\nExitRelay 0\n";

    @TempDir
    Path directory;

    private Path torrc;
    private Callable<?> hangup;
    private final Map<String, String> framework = new HashMap<>();
    private final Map<String, Dictionary<String, Object>> stored = new HashMap<>();

    @BeforeEach
    void torrc() {
        torrc = directory.resolve("torrc");
        framework.put("tropea.torrc", torrc.toString());
    }

    private TorrcConfigurator started(String text) throws IOException {
        Files.writeString(torrc, text);
        InvocationHandler admin = (proxy, method, arguments) -> method.getName().equals("listConfigurations")
                ? stored.keySet().stream().map(this::configuration).toArray(Configuration[]::new)
                : configuration(arguments[0] + "~" + arguments[1]);
        InvocationHandler context = (proxy, method, arguments) ->
                method.getName().equals("registerService") ? offered(arguments[1]) : framework.get(arguments[0]);
        return new TorrcConfigurator(proxy(ConfigurationAdmin.class, admin), proxy(BundleContext.class, context));
    }

    private Object offered(Object service) {
        hangup = (Callable<?>) service;
        return null;
    }

    @SuppressWarnings("unchecked")
    private Configuration configuration(String pid) {
        return proxy(Configuration.class, (proxy, method, arguments) -> {
            return switch (method.getName()) {
                case "getPid" -> pid;
                case "getProperties" -> stored.get(pid);
                case "delete" -> removed(pid);
                default -> !arguments[0].equals(stored.put(pid, (Dictionary<String, Object>) arguments[0]));
            };
        });
    }

    private Object removed(String pid) {
        stored.remove(pid);
        return null;
    }

    private <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void theNicknameNamesTheConfiguration() throws IOException {
        started(RELAY + "Nickname relay");
        Dictionary<String, Object> properties = stored.get("org.tropea.router~relay");
        assertEquals("relay", properties.get("Nickname"));
        assertArrayEquals(new String[] {"127.0.0.1:9001", "[::1]:9001"}, (String[]) properties.get("ORPort"));
    }

    @Test
    void withoutANicknameItIsTheDefaultOne() throws IOException {
        started(RELAY);
        assertTrue(stored.containsKey("org.tropea.router~default"));
    }

    @Test
    void argumentsOfTheCommandLineCountLast() throws IOException {
        framework.put("tropea.arguments", "--Nickname\nother");
        started(RELAY + "Nickname relay");
        assertEquals("other", stored.get("org.tropea.router~other").get("Nickname"));
    }

    @Test
    void reloadKeepsTheNameAndChangesTheRest() throws IOException {
        TorrcConfigurator configurator = started(RELAY + "Nickname relay");
        Files.writeString(torrc, RELAY + "Nickname renamed");
        assertEquals(torrc + " is in effect as org.tropea.router~relay", configurator.reload());
        assertEquals("renamed", stored.get("org.tropea.router~relay").get("Nickname"));
        assertEquals(1, stored.size());
    }

    @Test
    void theRouterOfAnEarlierNicknameIsDeletedAtTheNextStart() throws IOException {
        started(RELAY + "Nickname relay");
        started(RELAY + "Nickname renamed");
        assertEquals("[org.tropea.router~renamed]", stored.keySet().toString());
    }

    @Test
    void aFaultLeavesTheConfigurationAsItIs() throws IOException {
        TorrcConfigurator configurator = started(RELAY + "Nickname relay");
        Files.writeString(torrc, RELAY + "Nickname relay\nBandwidthRate fast");
        String told = configurator.reload();
        assertTrue(told.startsWith("the configuration stays as it is: " + torrc + ":7: BandwidthRate"), told);
        assertEquals(null, stored.get("org.tropea.router~relay").get("BandwidthRate"));
    }

    @Test
    void whoAsksForAReloadHearsHowItWent() throws Exception {
        started(RELAY + "Nickname relay");
        assertEquals(torrc + " is in effect as org.tropea.router~relay", hangup.call());
        Files.writeString(torrc, RELAY + "BandwidthRate fast");
        TorrcFault fault = assertThrows(TorrcFault.class, hangup::call);
        assertTrue(fault.getMessage().contains(":6: BandwidthRate"), fault.getMessage());
    }

    @Test
    void withoutTheFrameworkPropertyNothingHappens() throws IOException {
        framework.remove("tropea.torrc");
        assertTrue(started(RELAY).reload().startsWith("no torrc"));
        assertTrue(stored.isEmpty());
    }
}
