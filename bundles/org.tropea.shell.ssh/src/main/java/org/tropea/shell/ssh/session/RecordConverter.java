package org.tropea.shell.ssh.session;

import java.util.Collection;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jline.terminal.Terminal;
import org.tropea.shell.ssh.print.Table;

/** Shows records and collections of them in Gogo; leaves everything else to Gogo. */
public final class RecordConverter implements Converter {
    @Override
    public Object convert(Class<?> desiredType, Object in) {
        return null;
    }

    @Override
    public CharSequence format(Object target, int level, Converter escape) {
        boolean records = target instanceof Record
                || target instanceof Collection<?> items && items.stream().allMatch(Record.class::isInstance);
        return records && level == Converter.INSPECT ? Table.text(target, width(escape)) : null;
    }

    private static int width(Converter session) {
        boolean onTerminal = session instanceof CommandSession;
        Object terminal = onTerminal ? ((CommandSession) session).get(Shell.VAR_TERMINAL) : null;
        return Streams.width(terminal instanceof Terminal known ? known : null);
    }
}
