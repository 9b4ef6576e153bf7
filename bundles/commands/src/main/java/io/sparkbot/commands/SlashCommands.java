package io.sparkbot.commands;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.command.Commands;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.plugin.Drainable;
import io.sparkbot.api.plugin.Leases;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Collects the {@link Command} services of all bundles and runs them, each run with a lease on its bundle. */
@Component(service = {Commands.class, Drainable.class})
public final class SlashCommands implements Commands, Drainable {

    /** How long a run may go on after its command was taken away. */
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(5);

    private final Leases leases = new Leases();
    private final Registry registry = new Registry(leases);
    private final Map<ServiceReference<?>, Offer> offers = new ConcurrentHashMap<>();
    private final Rooms rooms;
    private final People people;

    @Activate
    public SlashCommands(BundleContext context, @Reference Rooms rooms, @Reference People people) {
        this.rooms = rooms;
        this.people = people;
        registry.add(offer(context.getBundle(), new Help(this)));
    }

    @Reference(service = Command.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCommand(Command command, ServiceReference<Command> reference) {
        Offer offer = offer(reference.getBundle(), command);
        offers.put(reference, offer);
        registry.add(offer);
    }

    /** Waits for runs in the bundle, so that its classes are there while they run. */
    void removeCommand(Command command, ServiceReference<Command> reference) {
        Offer offer = offers.remove(reference);
        if (offer == null) {
            return;
        }
        registry.remove(offer);
        boolean drainedByOthers = leases.isDraining(offer.bundleId());
        if (!drainedByOthers && leases.running(offer.bundleId()) > 0) {
            finish(offer.bundleId());
        }
    }

    private void finish(long bundleId) {
        try {
            leases.drain(bundleId).toCompletableFuture().get(REMOVAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            leases.cut(bundleId);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            leases.resume(bundleId);
        }
    }

    private static Offer offer(Bundle bundle, Command command) {
        String owner = bundle.getSymbolicName() == null ? "bundle-" + bundle.getBundleId() : bundle.getSymbolicName();
        return new Offer(bundle.getBundleId(), owner, bundle.adapt(BundleStartLevel.class).getStartLevel(), command, command.descriptor());
    }

    @Override
    public List<CommandDescriptor> usable(UUID roomId, Person person) {
        Rooms.Access access = rooms.require(roomId, person);
        return registry.all().stream()
                .map(Offer::descriptor)
                .filter(command -> refusal(command, access, person).isEmpty())
                .toList();
    }

    @Override
    public Optional<CommandDescriptor> find(String line) {
        return Line.of(line).flatMap(parsed -> registry.find(parsed.name())).map(Offer::descriptor);
    }

    @Override
    public CommandResult run(String line, UUID roomId, Person person, String source) {
        Rooms.Access access = rooms.require(roomId, person);
        Line parsed = Line.of(line).orElseThrow(() -> Problem.notFound("That is not a command. A command looks like /help."));
        Offer offer = registry.find(parsed.name()).orElseThrow(() -> unknown(parsed.name(), access, person));
        refusal(offer.descriptor(), access, person).ifPresent(problem -> {
            throw problem;
        });
        Thread runner = Thread.currentThread();
        try (Leases.Lease held = leases.take(offer.bundleId(), runner::interrupt).orElseThrow(() -> replaced(parsed.name()))) {
            return offer.command().run(new CommandCall(person, access.room(), access.member().role(), parsed.argument(), source));
        }
    }

    private Problem unknown(String name, Rooms.Access access, Person person) {
        List<String> known = registry.names().entrySet().stream()
                .filter(entry -> refusal(entry.getValue().descriptor(), access, person).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        String hint = Nearest.to(name, known).map(meant -> " Did you mean /" + meant + "?").orElse("");
        return Problem.notFound("There is no command /" + name + "." + hint + " /help lists the commands.");
    }

    private static Problem replaced(String name) {
        return new Problem(503, "unavailable", "/" + name + " is just being replaced; try again in a moment.", Map.of("Retry-After", "1"));
    }

    private Optional<Problem> refusal(CommandDescriptor command, Rooms.Access access, Person person) {
        Audience audience = command.audience();
        String name = "/" + command.name();
        if (audience != Audience.READER && !access.member().role().canSend()) {
            return Optional.of(Problem.forbidden("viewer_read_only", name + " is not for viewers. Ask an owner of the room for the member role."));
        }
        if (audience == Audience.LEAD && !access.member().role().leads()) {
            return Optional.of(Problem.forbidden("not_allowed", name + " is for owners and moderators of the room."));
        }
        if (audience == Audience.OPERATOR && !people.isOperator(person)) {
            return Optional.of(Problem.forbidden("not_operator", name + " is for operators."));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<Void> drain(long bundleId) {
        CompletionStage<Void> drained = leases.drain(bundleId);
        registry.refresh();
        return drained;
    }

    @Override
    public void cut(long bundleId) {
        leases.cut(bundleId);
    }

    @Override
    public void resume(long bundleId) {
        leases.resume(bundleId);
        registry.refresh();
    }
}
