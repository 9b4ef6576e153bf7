package io.sparkbot.launcher;

/** Starts the server and ends with it: 0 after a stop that was asked for, 1 when it could not start, 2 for wrong options. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            System.out.println(Distribution.productVersion());
            return;
        }
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new Launcher(options, System.getenv()).run());
    }
}
