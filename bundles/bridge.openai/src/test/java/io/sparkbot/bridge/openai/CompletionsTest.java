package io.sparkbot.bridge.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.ToolPolicy;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.core.StreamingOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Person ada = new Person(UUID.randomUUID(), "ada", "Ada", PersonType.HUMAN, AccountRole.MEMBER, true);
    private final Script script = new Script();
    private final List<Gate.Request> asked = new ArrayList<>();
    private final Services services = new Services();
    private final CompletionsResource resource = new CompletionsResource(services);

    /** A model that says what is written down, and keeps what it was asked. */
    private static final class Script implements Models {

        interface Step {
            ModelReply answer(TokenListener listener, Cancellation cancellation) throws ModelFailure;
        }

        final List<ModelRequest> requests = new ArrayList<>();
        final Deque<Step> steps = new ArrayDeque<>();

        Script then(Step step) {
            steps.add(step);
            return this;
        }

        Script says(String... tokens) {
            return then((listener, cancellation) -> {
                List.of(tokens).forEach(listener::token);
                return new ModelReply(String.join("", tokens), List.of(), 7, tokens.length);
            });
        }

        Script wishes(ModelMessage.ToolWish... wishes) {
            return then((listener, cancellation) -> new ModelReply("", List.of(wishes), 7, 1));
        }

        @Override
        public List<ModelInfo> catalogue() {
            return List.of(new ModelInfo("test/model", "test", "Test", "", true), new ModelInfo("test/none", "test", "None", "", false));
        }

        @Override
        public Optional<String> activeFor(UUID personId) {
            return Optional.of("test/model");
        }

        @Override
        public ModelReply call(ModelRequest request, TokenListener listener, Cancellation cancellation) throws ModelFailure {
            requests.add(request);
            return steps.remove().answer(listener, cancellation);
        }
    }

    private void withTools() {
        ToolDescriptor reading = new ToolDescriptor("look", "looks", "{\"type\":\"object\"}", ToolPolicy.of(ActionType.READ, "workspace"));
        ToolDescriptor writing = new ToolDescriptor("send", "sends", "{\"type\":\"object\"}", ToolPolicy.of(ActionType.WRITE_EXTERNAL, "mail"));
        services.toolbox = () -> List.of(entry(reading), entry(writing));
        services.gate = new Gate() {
            @Override
            public Outcome ask(Request request) {
                asked.add(request);
                return new Outcome.Done(new Shown(request.tool(), request.tool(), Map.of()), ToolResult.ok("seen"));
            }

            @Override
            public Outcome run(Approval granted, Request request) {
                throw new AssertionError("nothing is approved here");
            }
        };
    }

    private static Toolbox.Entry entry(ToolDescriptor tool) {
        return new Toolbox.Entry(tool, "test", "1", false, Optional.empty(), Optional.empty());
    }

    private static ObjectNode body(String json) throws IOException {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }

    private JsonNode whole(String json) throws IOException {
        services.models = script;
        return (JsonNode) resource.answer(body(json), ada);
    }

    private List<String> stream(String json) throws IOException {
        services.models = script;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((StreamingOutput) resource.answer(body(json), ada)).write(out);
        return out.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).map(line -> line.substring("data: ".length())).toList();
    }

    @Test
    void an_answer_has_the_form_that_other_programs_read() throws Exception {
        script.says("Hel", "lo");
        JsonNode answer = whole("{'model':'sparkbot','messages':[{'role':'system','content':'be brief'},{'role':'user','content':[{'type':'text','text':'hi'}]}],'max_tokens':5}");
        assertEquals("chat.completion", answer.path("object").asText());
        assertEquals("test/model", answer.path("model").asText());
        JsonNode choice = answer.path("choices").path(0);
        assertEquals("Hello", choice.path("message").path("content").asText());
        assertEquals("stop", choice.path("finish_reason").asText());
        assertEquals(9, answer.path("usage").path("total_tokens").asInt());
        assertEquals(List.of(new ModelMessage.System("be brief"), new ModelMessage.User("hi")), script.requests.getFirst().messages());
        assertEquals(Optional.of(5), script.requests.getFirst().maxOutputTokens());
    }

    @Test
    void a_stream_opens_with_the_role_brings_each_token_and_closes_with_done() throws Exception {
        script.says("Hel", "lo");
        List<String> events = stream("{'model':'test/model','stream':true,'stream_options':{'include_usage':true},'messages':[{'role':'user','content':'hi'}]}");
        assertEquals("[DONE]", events.getLast());
        List<JsonNode> chunks = new ArrayList<>();
        for (String event : events.subList(0, events.size() - 1)) {
            chunks.add(JSON.readTree(event));
        }
        assertEquals("assistant", chunks.getFirst().path("choices").path(0).path("delta").path("role").asText());
        assertEquals(List.of("Hel", "lo"), chunks.subList(1, 3).stream().map(chunk -> chunk.path("choices").path(0).path("delta").path("content").asText()).toList());
        assertEquals("stop", chunks.get(3).path("choices").path(0).path("finish_reason").asText());
        assertEquals(9, chunks.get(4).path("usage").path("total_tokens").asInt());
        assertEquals(1, chunks.stream().map(chunk -> chunk.path("id").asText()).distinct().count());
    }

    @Test
    void functions_of_the_client_come_back_as_wishes_and_their_results_find_their_call() throws Exception {
        withTools();
        UUID call = UUID.randomUUID();
        script.wishes(new ModelMessage.ToolWish(call, "weather", "{\"city\":\"Bern\"}", "")).says("sunny");
        String tools = "'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object'}}}]";
        JsonNode choice = whole("{'model':'sparkbot'," + tools + ",'messages':[{'role':'user','content':'weather?'}]}").path("choices").path(0);
        assertEquals("tool_calls", choice.path("finish_reason").asText());
        assertTrue(choice.path("message").path("content").isNull());
        JsonNode wished = choice.path("message").path("tool_calls").path(0);
        assertEquals("weather", wished.path("function").path("name").asText());
        assertTrue(asked.isEmpty(), "the client runs its own functions");
        String id = wished.path("id").asText();
        whole("{'model':'sparkbot'," + tools + ",'messages':[{'role':'user','content':'weather?'},{'role':'assistant','content':null,'tool_calls':[{'id':'" + id
                + "','type':'function','function':{'name':'weather','arguments':'{}'}}]},{'role':'tool','tool_call_id':'" + id + "','content':'sun'}]}");
        assertEquals(new ModelMessage.Result(call, "weather", "sun", false), script.requests.getLast().messages().getLast());
    }

    @Test
    void without_functions_of_its_own_a_client_gets_the_reading_tools_through_the_gate_in_its_persons_name() throws Exception {
        withTools();
        script.wishes(new ModelMessage.ToolWish(UUID.randomUUID(), "look", "{}", "")).says("I saw it");
        JsonNode answer = whole("{'model':'sparkbot','messages':[{'role':'user','content':'look'}]}");
        assertEquals("I saw it", answer.path("choices").path(0).path("message").path("content").asText());
        assertEquals(List.of("look"), script.requests.getFirst().tools().stream().map(ToolDescriptor::name).toList());
        assertEquals(ada, asked.getFirst().person());
        assertEquals(Optional.empty(), asked.getFirst().room());
        assertEquals("openai", asked.getFirst().source());
    }

    @Test
    void a_model_that_never_stops_calling_tools_has_to_answer_in_the_end() throws Exception {
        withTools();
        for (int i = 0; i < 8; i++) {
            script.wishes(new ModelMessage.ToolWish(UUID.randomUUID(), "look", "{}", ""));
        }
        script.says("enough");
        assertEquals("enough", whole("{'model':'sparkbot','messages':[{'role':'user','content':'look'}]}").path("choices").path(0).path("message").path("content").asText());
        assertTrue(script.requests.getLast().tools().isEmpty());
    }

    @Test
    void a_failure_is_a_refusal_before_the_stream_and_an_error_event_within_it() throws Exception {
        script.then((listener, cancellation) -> {
            throw new ModelFailure(ModelFailure.Kind.RATE_LIMITED, "slow down");
        });
        Problem refused = assertThrows(Problem.class, () -> whole("{'model':'sparkbot','messages':[{'role':'user','content':'hi'}]}"));
        assertEquals(429, refused.status());
        script.then((listener, cancellation) -> {
            listener.token("Hal");
            throw new ModelFailure(ModelFailure.Kind.NETWORK, "gone");
        });
        List<String> events = stream("{'model':'sparkbot','stream':true,'messages':[{'role':'user','content':'hi'}]}");
        JsonNode error = JSON.readTree(events.getLast()).path("error");
        assertEquals("upstream_failed", error.path("code").asText());
        assertEquals("gone", error.path("message").asText());
        assertFalse(events.contains("[DONE]"), "a broken answer does not look complete");
    }

    @Test
    void a_reader_that_goes_away_ends_the_call_of_the_model() throws Exception {
        boolean[] cancelled = new boolean[1];
        script.then((listener, cancellation) -> {
            try {
                listener.token("text");
            } finally {
                cancelled[0] = cancellation.isCancelled();
            }
            return new ModelReply("text", List.of(), 1, 1);
        });
        services.models = script;
        int[] written = new int[1];
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (written[0]++ > 0) {
                    throw new IOException("gone");
                }
            }
        };
        ((StreamingOutput) resource.answer(body("{'model':'sparkbot','stream':true,'messages':[{'role':'user','content':'hi'}]}"), ada)).write(gone);
        assertTrue(cancelled[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{'model':'sparkbot'}",
        "{'model':'sparkbot','messages':[]}",
        "{'model':'sparkbot','messages':'hi'}",
        "{'model':'sparkbot','messages':[{'role':'wizard','content':'hi'}]}",
        "{'model':'sparkbot','messages':[{'role':'user','content':[{'type':'image_url'}]}]}",
        "{'model':'sparkbot','messages':[{'role':'tool','tool_call_id':'x','content':'hi'}]}",
        "{'model':'sparkbot','messages':[{'role':'user','content':'hi'}],'n':2}",
        "{'model':'sparkbot','messages':[{'role':'user','content':'hi'}],'max_tokens':0}",
        "{'model':'sparkbot','messages':[{'role':'user','content':'hi'}],'response_format':{'type':'json_object'}}",
        "{'model':'sparkbot','messages':[{'role':'user','content':'hi'}],'tools':[{'type':'web_search'}]}"
    })
    void what_cannot_be_done_is_refused_by_name(String wish) {
        Problem refused = assertThrows(Problem.class, () -> whole(wish));
        assertEquals(400, refused.status());
        assertEquals("bad_request", refused.code());
        assertTrue(script.requests.isEmpty());
    }

    @Test
    void only_usable_models_are_listed_and_answer() throws Exception {
        services.models = script;
        ModelsResource models = new ModelsResource(services);
        assertEquals(List.of("sparkbot", "test/model"), models.list().data().stream().map(ModelsResource.Model::id).toList());
        assertEquals("test/model", models.one("test/model").id());
        assertEquals(404, assertThrows(Problem.class, () -> models.one("test/none")).status());
        assertEquals("model_not_found", assertThrows(Problem.class, () -> whole("{'model':'test/none','messages':[{'role':'user','content':'hi'}]}")).code());
    }
}
