package org.tropea.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Who does something with each constant of {@code Reason} but look whether it is held, according to the sources: the
 * file's class, by the constant's name.
 */
final class ReasonUses extends TreePathScanner<Void, String> {
    private static final String TYPE = "Reason";
    private static final Set<String> LOOKING = Set.of("holds", "holdsOnly", "since");

    private final Map<String, Set<String>> holders = new TreeMap<>();
    private final Map<String, Set<String>> called = new TreeMap<>();

    /** The uses in {@code files}. */
    static ReasonUses of(List<Path> files) throws IOException {
        ReasonUses uses = new ReasonUses();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask)
                compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
        for (CompilationUnitTree unit : task.parse()) {
            if (knowsReason(unit)) {
                uses.scan(
                        unit,
                        ((ClassTree) unit.getTypeDecls().get(0)).getSimpleName().toString());
            }
        }
        return uses;
    }

    private static boolean knowsReason(CompilationUnitTree unit) {
        return unit.getImports().stream()
                .anyMatch(line -> line.getQualifiedIdentifier().toString().equals("org.tropea.flow.suspend.Reason"));
    }

    /** Constant to classes that hold or lift it. */
    Map<String, Set<String>> holders() {
        return holders;
    }

    /** Constant to what it is passed to: {@code hold}, {@code lift}, {@code set}, or a method of the class's own. */
    Map<String, Set<String>> called() {
        return called;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, String in) {
        boolean constant = Character.isUpperCase(tree.getIdentifier().charAt(0));
        if (constant && tree.getExpression().toString().equals(TYPE)) {
            String method = method(getCurrentPath());
            if (!LOOKING.contains(method)) {
                String reason = tree.getIdentifier().toString();
                holders.computeIfAbsent(reason, name -> new TreeSet<>()).add(in);
                called.computeIfAbsent(reason, name -> new TreeSet<>()).add(method);
            }
        }
        return super.visitMemberSelect(tree, in);
    }

    /** The method that the constant is an argument of; "holds" for comparisons; "" when it goes elsewhere. */
    private static String method(TreePath constant) {
        Tree parent = constant.getParentPath().getLeaf();
        if (parent instanceof BinaryTree) {
            return "holds";
        }
        if (!(parent instanceof MethodInvocationTree call)
                || !call.getArguments().contains(constant.getLeaf())) {
            return parent instanceof MemberSelectTree ? "since" : "";
        }
        ExpressionTree called = call.getMethodSelect();
        return called instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : called.toString();
    }
}
