package io.sparkbot.web;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The settings of this bundle as parsed values; changes apply to the next request. */
@Component(service = WebSettings.class, configurationPid = "io.sparkbot.web")
@Designate(ocd = WebConfig.class)
public final class WebSettings {

    private volatile Values values;

    @Activate
    public WebSettings(WebConfig config) {
        values = Values.of(config);
    }

    @Modified
    void modified(WebConfig config) {
        values = Values.of(config);
    }

    /** The values that hold now. */
    public Values now() {
        return values;
    }

    /**
     * @param maxBodyBytes largest request body where a route says nothing else
     * @param drain how long stopping a bundle waits for its running requests
     */
    public record Values(long maxBodyBytes, AllowedOrigins origins, TrustedProxies proxies, Duration drain) {

        static Values of(WebConfig config) {
            return new Values(
                    config.max_body_bytes(),
                    AllowedOrigins.parse(config.frontend_host() + "," + config.cors_origins()),
                    TrustedProxies.parse(config.trusted_proxies()),
                    Duration.ofSeconds(config.drain_seconds()));
        }
    }
}
