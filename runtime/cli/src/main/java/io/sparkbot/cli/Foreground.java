package io.sparkbot.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** Turns this process into the server: signals and exit codes need no relay, and no second Java machine sits in memory. */
final class Foreground {
    private Foreground() {}

    /** Does not return, unless the program cannot be run. */
    static void become(List<String> command) throws CommandFailure {
        System.out.flush();
        System.err.flush();
        Linker linker = Linker.nativeLinker();
        MethodHandle execv = linker.downcallHandle(
                linker.defaultLookup().find("execv").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
            for (int i = 0; i < command.size(); i++) {
                words.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            int failed = (int) execv.invokeExact(words.getAtIndex(ValueLayout.ADDRESS, 0), words);
            throw new CommandFailure(ExitCode.ERROR, "cannot run " + command.getFirst() + " (" + failed + ")");
        } catch (CommandFailure failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new CommandFailure(ExitCode.ERROR, "cannot run " + command.getFirst() + ": " + failure);
        }
    }
}
