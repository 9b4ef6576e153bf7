package io.sparkbot.sample.named;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

@Component(service = Named.class, configurationPid = "io.sparkbot.sample.named")
@Designate(ocd = NamedConfig.class)
public final class Named {

    @Activate
    public Named() {}
}
