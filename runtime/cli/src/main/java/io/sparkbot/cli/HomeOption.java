package io.sparkbot.cli;

import io.sparkbot.launcher.home.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --home}, the same for every command: {@code @Mixin HomeOption home}. */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder with data, settings and logs (default: $SPARKBOT_HOME or ~/.sparkbot).")
    private @Nullable String folder;

    public Home locate() {
        return Home.locate(folder, System.getenv());
    }
}
