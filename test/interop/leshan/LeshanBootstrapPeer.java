import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.leshan.core.peer.LwM2mPeer;
import org.eclipse.leshan.core.request.BootstrapDownlinkRequest;
import org.eclipse.leshan.core.request.BootstrapRequest;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.util.datatype.ULong;
import org.eclipse.leshan.server.bootstrap.BootstrapConfig;
import org.eclipse.leshan.server.bootstrap.BootstrapConfig.CipherSuiteId;
import org.eclipse.leshan.server.bootstrap.BootstrapFailureCause;
import org.eclipse.leshan.server.bootstrap.BootstrapSession;
import org.eclipse.leshan.server.bootstrap.BootstrapSessionListener;
import org.eclipse.leshan.server.bootstrap.InMemoryBootstrapConfigStore;
import org.eclipse.leshan.server.bootstrap.LeshanBootstrapServerBuilder;
import org.eclipse.leshan.server.californium.bootstrap.endpoint.CaliforniumBootstrapServerEndpointsProvider;
import org.eclipse.leshan.server.californium.bootstrap.endpoint.coap.CoapBootstrapServerProtocolProvider;
import org.eclipse.leshan.server.californium.bootstrap.endpoint.coaps.CoapsBootstrapServerProtocolProvider;
import org.eclipse.leshan.server.security.BootstrapSecurityStore;
import org.eclipse.leshan.server.security.SecurityInfo;
import org.eclipse.leshan.core.peer.OscoreIdentity;

/**
 * An LwM2M Bootstrap-Server made of Eclipse Leshan, for one client: LeshanBootstrapPeer ENDPOINT. What it needs to know
 * is in environment variables, bytes in hexadecimal digits:
 *
 * PEER_CONFIGURATION is a BootstrapConfig in JSON (bytes in Base64), PEER_FORMAT the content format of its writes if the
 * client shall not choose it. PEER_IDENTITY and PEER_KEY; or PEER_CLIENT_KEY, PEER_PUBLIC_KEY and PEER_PRIVATE_KEY; or
 * PEER_CERTIFICATES, PEER_PRIVATE_KEY and PEER_TRUSTED. See also Keys.
 *
 * What happens is printed, a line each; it ends with its standard input.
 */
public final class LeshanBootstrapPeer {
    private LeshanBootstrapPeer() {
    }

    private static final class CipherSuiteReader extends StdDeserializer<CipherSuiteId> {
        CipherSuiteReader() {
            super(CipherSuiteId.class);
        }

        @Override
        public CipherSuiteId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new CipherSuiteId(ULong.valueOf(parser.getLongValue()));
        }
    }

    private static final class Printer implements BootstrapSessionListener {
        @Override
        public void sessionInitiated(BootstrapRequest request, LwM2mPeer client) {
            System.out.println("initiated " + request.getEndpointName() + " " + client.getIdentity());
        }

        @Override
        public void unAuthorized(BootstrapRequest request, LwM2mPeer client) {
            System.out.println("unauthorized " + request.getEndpointName());
        }

        @Override
        public void authorized(BootstrapSession session) {
            System.out.println("authorized " + session.getEndpoint() + " " + session.getContentFormat());
        }

        @Override
        public void noConfig(BootstrapSession session) {
            System.out.println("unconfigured " + session.getEndpoint());
        }

        @Override
        public void sendRequest(BootstrapSession session, BootstrapDownlinkRequest<? extends LwM2mResponse> request) {
            System.out.println("sent " + request.getClass().getSimpleName() + " " + request.getPath());
        }

        @Override
        public void onResponseSuccess(BootstrapSession session, BootstrapDownlinkRequest<? extends LwM2mResponse> request,
                LwM2mResponse response) {
            System.out.println("answered " + response);
        }

        @Override
        public void onResponseError(BootstrapSession session, BootstrapDownlinkRequest<? extends LwM2mResponse> request,
                LwM2mResponse response) {
            System.out.println("refused " + request.getPath() + " " + response);
        }

        @Override
        public void onRequestFailure(BootstrapSession session, BootstrapDownlinkRequest<? extends LwM2mResponse> request,
                Throwable cause) {
            System.out.println("unanswered " + request.getPath() + " " + cause);
        }

        @Override
        public void end(BootstrapSession session) {
            System.out.println("succeeded " + session.getEndpoint());
        }

        @Override
        public void failed(BootstrapSession session, BootstrapFailureCause cause) {
            System.out.println("failed " + session.getEndpoint() + " " + cause);
        }
    }

    /** The one client that is known. */
    private record OneClient(String endpoint, SecurityInfo info) implements BootstrapSecurityStore {
        @Override
        public Iterator<SecurityInfo> getAllByEndpoint(String name) {
            return info != null && name.equals(endpoint) ? List.of(info).iterator() : null;
        }

        @Override
        public SecurityInfo getByIdentity(String identity) {
            return info != null && identity.equals(info.getPskIdentity()) ? info : null;
        }

        @Override
        public SecurityInfo getByOscoreIdentity(OscoreIdentity identity) {
            return null;
        }
    }

    private static SecurityInfo securityOf(String endpoint) throws Exception {
        if (Keys.has("PEER_IDENTITY"))
            return SecurityInfo.newPreSharedKeyInfo(endpoint, System.getenv("PEER_IDENTITY"), Keys.bytes("PEER_KEY"));
        if (Keys.has("PEER_CLIENT_KEY"))
            return SecurityInfo.newRawPublicKeyInfo(endpoint, Keys.publicKey("PEER_CLIENT_KEY"));
        return Keys.has("PEER_CERTIFICATES") ? SecurityInfo.newX509CertInfo(endpoint) : null;
    }

    private static BootstrapConfig configuration() throws Exception {
        ObjectMapper json = new ObjectMapper();
        json.registerModule(new SimpleModule().addDeserializer(CipherSuiteId.class, new CipherSuiteReader()));
        BootstrapConfig configuration = json.readValue(System.getenv("PEER_CONFIGURATION"), BootstrapConfig.class);
        if (Keys.has("PEER_FORMAT"))
            configuration.contentFormat = ContentFormat.fromCode(System.getenv("PEER_FORMAT"));
        return configuration;
    }

    public static void main(String[] args) throws Exception {
        String endpoint = args[0];
        InMemoryBootstrapConfigStore configurations = new InMemoryBootstrapConfigStore();
        configurations.add(endpoint, configuration());
        var endpoints = new CaliforniumBootstrapServerEndpointsProvider.Builder(new CoapBootstrapServerProtocolProvider(),
                new CoapsBootstrapServerProtocolProvider());
        Configuration californium = endpoints.createDefaultConfiguration();
        Keys.configure(californium);
        endpoints.setConfiguration(californium).addEndpoint("coap://localhost:0").addEndpoint("coaps://localhost:0");
        var builder = new LeshanBootstrapServerBuilder()
                .setConfigStore(configurations)
                .setSecurityStore(new OneClient(endpoint, securityOf(endpoint)))
                .setEndpointsProviders(endpoints.build());
        if (Keys.has("PEER_PUBLIC_KEY")) builder.setPublicKey(Keys.publicKey("PEER_PUBLIC_KEY"));
        if (Keys.has("PEER_PRIVATE_KEY")) builder.setPrivateKey(Keys.privateKey("PEER_PRIVATE_KEY"));
        if (Keys.has("PEER_CERTIFICATES"))
            builder.setCertificateChain(Keys.certificates("PEER_CERTIFICATES"))
                    .setTrustedCertificates(Keys.certificates("PEER_TRUSTED"));
        var server = builder.build();
        server.addListener(new Printer());
        server.start();
        server.getEndpoints().forEach(one -> System.out.println("listening " + one.getURI()));
        while (System.in.read() >= 0) continue;
        server.destroy();
        System.exit(0);
    }
}
