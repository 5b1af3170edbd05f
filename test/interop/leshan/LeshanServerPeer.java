import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.core.link.DefaultLinkParser;
import org.eclipse.leshan.core.link.DefaultLinkSerializer;
import org.eclipse.leshan.core.link.Link;
import org.eclipse.leshan.core.link.lwm2m.attributes.DefaultLwM2mAttributeParser;
import org.eclipse.leshan.core.link.lwm2m.attributes.LwM2mAttributeSet;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.eclipse.leshan.core.node.LwM2mChildNode;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObject;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mMultipleResource;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.node.ObjectLink;
import org.eclipse.leshan.core.observation.CompositeObservation;
import org.eclipse.leshan.core.observation.Observation;
import org.eclipse.leshan.core.observation.SingleObservation;
import org.eclipse.leshan.core.request.CancelCompositeObservationRequest;
import org.eclipse.leshan.core.request.CancelObservationRequest;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.CreateRequest;
import org.eclipse.leshan.core.request.DeleteRequest;
import org.eclipse.leshan.core.request.DiscoverRequest;
import org.eclipse.leshan.core.request.DownlinkRequest;
import org.eclipse.leshan.core.request.ExecuteRequest;
import org.eclipse.leshan.core.request.ObserveCompositeRequest;
import org.eclipse.leshan.core.request.ObserveRequest;
import org.eclipse.leshan.core.request.ReadCompositeRequest;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.WriteAttributesRequest;
import org.eclipse.leshan.core.request.WriteCompositeRequest;
import org.eclipse.leshan.core.request.WriteRequest;
import org.eclipse.leshan.core.response.CreateResponse;
import org.eclipse.leshan.core.response.DiscoverResponse;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ObserveCompositeResponse;
import org.eclipse.leshan.core.response.ObserveResponse;
import org.eclipse.leshan.core.response.ReadCompositeResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.core.util.datatype.ULong;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.californium.endpoint.CaliforniumServerEndpointsProvider;
import org.eclipse.leshan.server.californium.endpoint.coap.CoapServerProtocolProvider;
import org.eclipse.leshan.server.californium.endpoint.coaps.CoapsServerProtocolProvider;
import org.eclipse.leshan.server.model.VersionedModelProvider;
import org.eclipse.leshan.server.observation.ObservationListener;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationListener;
import org.eclipse.leshan.server.registration.RegistrationUpdate;
import org.eclipse.leshan.server.security.InMemorySecurityStore;
import org.eclipse.leshan.server.security.SecurityInfo;

/**
 * An LwM2M Server made of Eclipse Leshan, for one client: LeshanServerPeer ENDPOINT. What it needs to know is in
 * environment variables: PEER_MODEL is a file with the definition of an object; for credentials see Keys.
 *
 * A line of its standard input is an order: an operation, a content format, a path, and paths with values after "=";
 * whatever has blanks is percent-encoded. What a response holds is printed, a value a line, and then "done" with the
 * number of the order and the response code. It ends with its standard input.
 */
public final class LeshanServerPeer {
    private final LeshanServer server;
    private final String endpoint;

    private LeshanServerPeer(LeshanServer server, String endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String print(Type type, Object value) {
        switch (type) {
        case OPAQUE:
            return HexFormat.of().formatHex((byte[]) value);
        case TIME:
            return String.valueOf(Math.floorDiv(((Date) value).getTime(), 1000L));
        case OBJLNK:
            return ((ObjectLink) value).encodeToString();
        case CORELINK:
            return encoded(new DefaultLinkSerializer().serializeCoreLinkFormat((Link[]) value));
        default:
            return encoded(String.valueOf(value));
        }
    }

    private static Object parse(Type type, String given) throws Exception {
        String text = URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8);
        switch (type) {
        case INTEGER:
            return Long.valueOf(text);
        case UNSIGNED_INTEGER:
            return ULong.valueOf(text);
        case FLOAT:
            return Double.valueOf(text);
        case BOOLEAN:
            return Boolean.valueOf(text);
        case OPAQUE:
            return HexFormat.of().parseHex(text);
        case TIME:
            return new Date(Long.parseLong(text) * 1000L);
        case OBJLNK:
            return ObjectLink.decodeFromString(text);
        case CORELINK:
            return new DefaultLinkParser().parseCoreLinkFormat(text.getBytes(StandardCharsets.UTF_8));
        default:
            return text;
        }
    }

    /** A line for each value below a path, and one for each place that is there and empty. */
    private static void list(String path, LwM2mNode node, StringBuilder lines) {
        Collection<? extends LwM2mChildNode> below = List.of();
        if (node instanceof LwM2mObject object) below = object.getInstances().values();
        else if (node instanceof LwM2mObjectInstance instance) below = instance.getResources().values();
        else if (node instanceof LwM2mMultipleResource resource) below = resource.getInstances().values();
        else if (node instanceof LwM2mSingleResource resource)
            lines.append("value ").append(path).append(' ').append(print(resource.getType(), resource.getValue())).append('\n');
        else if (node instanceof LwM2mResourceInstance instance)
            lines.append("value ").append(path).append(' ').append(print(instance.getType(), instance.getValue())).append('\n');
        else lines.append("nothing ").append(path).append('\n');
        if (below.isEmpty() && !(node instanceof LwM2mSingleResource) && !(node instanceof LwM2mResourceInstance))
            lines.append("empty ").append(path).append('\n');
        for (LwM2mChildNode one : below) list(path + "/" + one.getId(), one, lines);
    }

    private static void list(LwM2mResponse response, String path, StringBuilder lines) {
        if (response instanceof ReadResponse read && read.isSuccess() && read.getContent() != null)
            list(path, read.getContent(), lines);
        if (response instanceof ReadCompositeResponse read && read.isSuccess() && read.getContent() != null)
            read.getContent().forEach((place, node) -> list(place.toString(), node, lines));
        if (response instanceof DiscoverResponse discover && discover.isSuccess())
            for (Link link : discover.getObjectLinks()) lines.append("link ").append(link.toCoreLinkFormat()).append('\n');
        if (response instanceof CreateResponse create && create.isSuccess())
            lines.append("created ").append(create.getLocation()).append('\n');
    }

    private static final class Observations implements ObservationListener {
        @Override
        public void newObservation(Observation observation, Registration registration) {
            System.out.println("observed");
        }

        @Override
        public void cancelled(Observation observation) {
            System.out.println("canceled");
        }

        private static void say(LwM2mResponse response, String path) {
            StringBuilder lines = new StringBuilder();
            list(response, path, lines);
            System.out.print("notified " + response.getCode().getCode() + "\n" + lines);
        }

        @Override
        public void onResponse(SingleObservation observation, Registration registration, ObserveResponse response) {
            say(response, observation.getPath().toString());
        }

        @Override
        public void onResponse(CompositeObservation observation, Registration registration, ObserveCompositeResponse response) {
            say(response, "");
        }

        @Override
        public void onError(Observation observation, Registration registration, Exception error) {
            System.out.println("failed " + error);
        }
    }

    private static final class Registrations implements RegistrationListener {
        @Override
        public void registered(Registration registration, Registration previous, Collection<Observation> observations) {
            System.out.println("registered " + registration.getEndpoint() + " " + registration.getLwM2mVersion() + " "
                    + registration.getClientTransportData().getIdentity());
            for (Link link : registration.getObjectLinks()) System.out.println("object " + link.toCoreLinkFormat());
        }

        @Override
        public void updated(RegistrationUpdate update, Registration updated, Registration previous) {
            System.out.println("updated " + updated.getLifeTimeInSec());
        }

        @Override
        public void unregistered(Registration registration, Collection<Observation> observations, boolean hasExpired,
                Registration next) {
            System.out.println("deregistered");
        }
    }

    private Registration registration() {
        return server.getRegistrationService().getByEndpoint(endpoint);
    }

    private static Type typeOf(LwM2mModel model, LwM2mPath path) {
        return model.getResourceModel(path.getObjectId(), path.getResourceId()).type;
    }

    /** The values of an order, by path; a multiple resource without instances is written as "[]". */
    private Map<LwM2mPath, Object> values(List<String> words) throws Exception {
        LwM2mModel model = server.getModelProvider().getObjectModel(registration());
        Map<LwM2mPath, Object> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            LwM2mPath path = new LwM2mPath(word.substring(0, equals));
            String text = word.substring(equals + 1);
            values.put(path, text.equals("[]") ? List.of() : parse(typeOf(model, path), text));
        }
        return values;
    }

    /** Values below an object instance as resources. */
    private List<LwM2mResource> resources(Map<LwM2mPath, Object> values) {
        LwM2mModel model = server.getModelProvider().getObjectModel(registration());
        List<LwM2mResource> resources = new ArrayList<>();
        Map<LwM2mPath, Map<Integer, Object>> multiple = new LinkedHashMap<>();
        values.forEach((path, value) -> {
            LwM2mPath resource = new LwM2mPath(path.getObjectId(), path.getObjectInstanceId(), path.getResourceId());
            if (path.isResourceInstance())
                multiple.computeIfAbsent(resource, key -> new TreeMap<>()).put(path.getResourceInstanceId(), value);
            else if (value instanceof List) multiple.put(resource, Map.of());
            else resources.add(LwM2mSingleResource.newResource(path.getResourceId(), value, typeOf(model, path)));
        });
        multiple.forEach((path, instances) -> resources
                .add(LwM2mMultipleResource.newResource(path.getResourceId(), instances, typeOf(model, path))));
        return resources;
    }

    private WriteRequest write(WriteRequest.Mode mode, ContentFormat format, LwM2mPath path, List<String> words)
            throws Exception {
        Map<LwM2mPath, Object> values = values(words);
        LwM2mModel model = server.getModelProvider().getObjectModel(registration());
        LwM2mNode node;
        if (path.isObjectInstance()) node = new LwM2mObjectInstance(path.getObjectInstanceId(), resources(values));
        else if (path.isResource()) node = resources(values).get(0);
        else node = LwM2mResourceInstance.newInstance(path.getResourceInstanceId(), values.get(path), typeOf(model, path));
        return new WriteRequest(mode, format, path, node, null);
    }

    private CreateRequest create(ContentFormat format, LwM2mPath path, List<String> words) throws Exception {
        List<LwM2mResource> resources = resources(values(words));
        return path.isObject() ? new CreateRequest(format, path.getObjectId(), resources)
                : new CreateRequest(format, path.getObjectId(),
                        new LwM2mObjectInstance(path.getObjectInstanceId(), resources));
    }

    private static ExecuteRequest execute(String path, List<String> words) {
        return words.isEmpty() ? new ExecuteRequest(path)
                : new ExecuteRequest(path, URLDecoder.decode(words.get(0), StandardCharsets.UTF_8));
    }

    private DownlinkRequest<? extends LwM2mResponse> cancel() {
        Observation observation = server.getObservationService().getObservations(registration()).iterator().next();
        return observation instanceof CompositeObservation composite ? new CancelCompositeObservationRequest(composite)
                : new CancelObservationRequest((SingleObservation) observation);
    }

    private DownlinkRequest<? extends LwM2mResponse> request(String[] words) throws Exception {
        ContentFormat format = words.length < 2 || words[1].equals("-") ? null : ContentFormat.fromCode(words[1]);
        String path = words.length < 3 ? "" : words[2];
        List<String> more = Arrays.asList(words).subList(Math.min(3, words.length), words.length);
        List<String> all = Arrays.asList(words).subList(Math.min(2, words.length), words.length);
        switch (words[0]) {
        case "read":
            return new ReadRequest(format, path);
        case "observe":
            return new ObserveRequest(format, path);
        case "cancel":
            return cancel();
        case "replace":
            return write(WriteRequest.Mode.REPLACE, format, new LwM2mPath(path), more);
        case "update":
            return write(WriteRequest.Mode.UPDATE, format, new LwM2mPath(path), more);
        case "create":
            return create(format, new LwM2mPath(path), more);
        case "execute":
            return execute(path, more);
        case "delete":
            return new DeleteRequest(path);
        case "discover":
            return new DiscoverRequest(path);
        case "attributes":
            return new WriteAttributesRequest(path,
                    new LwM2mAttributeSet(new DefaultLwM2mAttributeParser().parseUriQuery(more.get(0))));
        case "readComposite":
            return new ReadCompositeRequest(format, format, all);
        case "observeComposite":
            return new ObserveCompositeRequest(format, format, all.toArray(new String[0]));
        case "writeComposite": {
            Map<LwM2mPath, LwM2mNode> nodes = new LinkedHashMap<>();
            LwM2mModel model = server.getModelProvider().getObjectModel(registration());
            values(all).forEach((place, value) -> nodes.put(place,
                    place.isResourceInstance()
                            ? LwM2mResourceInstance.newInstance(place.getResourceInstanceId(), value, typeOf(model, place))
                            : LwM2mSingleResource.newResource(place.getResourceId(), value, typeOf(model, place))));
            return new WriteCompositeRequest(format, nodes, null);
        }
        default:
            throw new IllegalArgumentException("There is no order " + words[0]);
        }
    }

    /** Carries out an order, and tells how it ended in the last line. */
    private String carryOut(String order) {
        StringBuilder lines = new StringBuilder();
        String[] words = order.split(" ");
        try {
            LwM2mResponse response = server.send(registration(), request(words), 10_000L);
            if (response == null) return "timeout";
            list(response, words.length < 3 ? "" : words[2], lines);
            String message = response.getErrorMessage();
            return lines + String.valueOf(response.getCode().getCode()) + (message == null ? "" : " " + message.replace('\n', ' '));
        } catch (Exception error) {
            return lines + "failed " + error + (error.getCause() == null ? "" : " because of " + error.getCause());
        }
    }

    private static InMemorySecurityStore clients(String endpoint) throws Exception {
        InMemorySecurityStore clients = new InMemorySecurityStore();
        if (Keys.has("PEER_IDENTITY"))
            clients.add(SecurityInfo.newPreSharedKeyInfo(endpoint, System.getenv("PEER_IDENTITY"), Keys.bytes("PEER_KEY")));
        else if (Keys.has("PEER_CLIENT_KEY"))
            clients.add(SecurityInfo.newRawPublicKeyInfo(endpoint, Keys.publicKey("PEER_CLIENT_KEY")));
        else if (Keys.has("PEER_CERTIFICATES")) clients.add(SecurityInfo.newX509CertInfo(endpoint));
        return clients;
    }

    private static List<ObjectModel> models() throws Exception {
        List<ObjectModel> models = ObjectLoader.loadAllDefault();
        String file = System.getenv("PEER_MODEL");
        try (FileInputStream stream = new FileInputStream(file)) {
            models.addAll(ObjectLoader.loadDdfFile(stream, file));
        }
        return models;
    }

    public static void main(String[] args) throws Exception {
        var endpoints = new CaliforniumServerEndpointsProvider.Builder(new CoapServerProtocolProvider(),
                new CoapsServerProtocolProvider());
        Configuration configuration = endpoints.createDefaultConfiguration();
        Keys.configure(configuration);
        // Otherwise a certificate has to be one of a client as well.
        configuration.set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.SERVER_ONLY);
        endpoints.setConfiguration(configuration).addEndpoint("coap://localhost:0").addEndpoint("coaps://localhost:0");
        var builder = new LeshanServerBuilder()
                .setObjectModelProvider(new VersionedModelProvider(models()))
                .setSecurityStore(clients(args[0]))
                .setEndpointsProviders(endpoints.build());
        if (Keys.has("PEER_PUBLIC_KEY")) builder.setPublicKey(Keys.publicKey("PEER_PUBLIC_KEY"));
        if (Keys.has("PEER_PRIVATE_KEY")) builder.setPrivateKey(Keys.privateKey("PEER_PRIVATE_KEY"));
        if (Keys.has("PEER_CERTIFICATES"))
            builder.setCertificateChain(Keys.certificates("PEER_CERTIFICATES"))
                    .setTrustedCertificates(Keys.certificates("PEER_TRUSTED"));
        LeshanServer server = builder.build();
        server.getRegistrationService().addListener(new Registrations());
        server.getObservationService().addListener(new Observations());
        server.start();
        server.getEndpoints().forEach(one -> System.out.println("listening " + one.getURI()));
        LeshanServerPeer peer = new LeshanServerPeer(server, args[0]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        int number = 0;
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            number++;
            String said = peer.carryOut(order);
            int last = said.lastIndexOf('\n', said.length() - 1) + 1;
            System.out.println("order " + number + "\n" + said.substring(0, last) + "done " + number + " " + said.substring(last));
        }
        server.destroy();
        System.exit(0);
    }
}
