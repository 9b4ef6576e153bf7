package io.sparkbot.launcher.postgres;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A program of its own: gives up root and becomes the command, for systems where no program does that.
 * Arguments: user id, group id, command, its arguments. Exits with 125 when root could not be given up, 126 when
 * the command could not be run.
 */
public final class StepDown {
    private static final Linker LINKER = Linker.nativeLinker();

    private StepDown() {}

    public static void main(String[] args) throws Throwable {
        int uid = Integer.parseInt(args[0]);
        int gid = Integer.parseInt(args[1]);
        boolean lowered = uid > 0
                && (int) call("setgroups", ValueLayout.JAVA_LONG, ValueLayout.ADDRESS)
                                .invokeExact(0L, MemorySegment.NULL)
                        == 0
                && (int) call("setgid", ValueLayout.JAVA_INT).invokeExact(gid) == 0
                && (int) call("setuid", ValueLayout.JAVA_INT).invokeExact(uid) == 0;
        if (!lowered) {
            System.exit(125);
        }
        become(Arrays.copyOfRange(args, 2, args.length));
        System.exit(126);
    }

    /** Replaces this process by the command; returns only when that fails. */
    private static void become(String[] command) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(ValueLayout.ADDRESS, command.length + 1L);
            for (int i = 0; i < command.length; i++) {
                words.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command[i]));
            }
            int failed = (int) call("execvp", ValueLayout.ADDRESS, ValueLayout.ADDRESS)
                    .invokeExact(words.getAtIndex(ValueLayout.ADDRESS, 0), words);
            System.err.println("cannot run " + command[0] + " (" + failed + ")");
        }
    }

    private static MethodHandle call(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
