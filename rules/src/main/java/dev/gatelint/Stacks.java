package dev.gatelint;

import dev.gatelint.stack.Stack;
import dev.gatelint.stack.deploy.Deploy;
import dev.gatelint.stack.js.ScriptStack;
import dev.gatelint.stack.nextauth.NextAuth;
import dev.gatelint.stack.next.NextStack;
import dev.gatelint.stack.npm.Npm;
import dev.gatelint.stack.spring.Spring;
import java.util.List;

/** The list of all stacks: adding a stack is one line here. */
final class Stacks {
    static final List<Stack> ALL = List.of(
        new Deploy(),
        new NextAuth(),
        new Npm(),
        new ScriptStack(),
        new NextStack(),
        new Spring()
    );

    private Stacks() {}
}
