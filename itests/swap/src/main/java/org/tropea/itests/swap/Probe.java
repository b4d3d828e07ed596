package org.tropea.itests.swap;
import org.tropea.itests.swap.relay.*;
import java.util.*;
public final class Probe {
    public static void main(String[] a) throws Exception {
        try (SwapNetwork net = SwapNetwork.start(SwapNetwork.installation(), List.of())) {
            Shell sh = net.shell();
            System.out.println(sh.run("bundle:list"));
            String kist = net.shipped("org.tropea.scheduler.kist").toString();
            for (String cmd : List.of("sched:use vanilla","sched:use kist","bundle:update org.tropea.scheduler.kist","bundle:uninstall org.tropea.scheduler.kist","bundle:install "+kist)) {
                for (int i=0;i<2;i++) sh.ask(cmd);
            }
            for (int round=0;round<3;round++) {
            for (String cmd : List.of("sched:use vanilla","sched:use kist","bundle:update org.tropea.scheduler.vanilla "+net.shipped("org.tropea.scheduler.vanilla"))) {
                long t=System.nanoTime(); int n=100;
                for (int i=0;i<n;i++) sh.run(cmd);
                System.out.printf("%-60s %.2f ms%n", cmd, (System.nanoTime()-t)/1e6/n);
            }
            long t=System.nanoTime(); int n=50;
            for (int i=0;i<n;i++) { sh.run("bundle:uninstall org.tropea.scheduler.kist"); sh.run("bundle:install "+kist);}
            System.out.printf("uninstall+install %.2f ms%n", (System.nanoTime()-t)/1e6/n);
            }
            System.out.println(sh.ask("swap:log").out().lines().skip(900).toList());
            System.out.println(net.jvm().threads());
            System.out.println(net.jvm().instances("org.apache.felix.framework.BundleWiringImpl.BundleClassLoader.*"));
            System.out.println("pid "+net.relay().pid()+" "+net.network().root());
            Thread.sleep(Long.parseLong(a.length>0?a[0]:"0")*1000);
        }
    }
}
