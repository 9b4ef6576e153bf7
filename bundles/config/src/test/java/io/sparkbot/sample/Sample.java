package io.sparkbot.sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Writes down the settings it is given. */
@Component(service = Supplier.class, immediate = true, configurationPid = "io.sparkbot.sample", property = "name=sample")
@Designate(ocd = SampleConfig.class)
public final class Sample implements Supplier<List<String>> {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Activate
    public Sample(SampleConfig config) {
        seen.add("activated " + describe(config));
    }

    @Modified
    void modified(SampleConfig config) {
        seen.add("modified " + describe(config));
    }

    @Override
    public List<String> get() {
        return List.copyOf(seen);
    }

    private static String describe(SampleConfig config) {
        return config.max_rounds() + " " + config.patience() + " " + config._api_key() + " " + config.mood() + " " + List.of(config.names()) + " " + config.loud();
    }
}
