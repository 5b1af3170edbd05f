import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapObserveRelation;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.auth.RawPublicKeyIdentity;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.TcpConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.tcp.netty.TcpClientConnector;
import org.eclipse.californium.elements.tcp.netty.TcpServerConnector;
import org.eclipse.californium.elements.tcp.netty.TlsClientConnector;
import org.eclipse.californium.elements.tcp.netty.TlsServerConnector;
import org.eclipse.californium.elements.util.SslContextUtil;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/**
 * CoAP made of Eclipse Californium, as a peer for the tests: CaliforniumPeer client URI, or CaliforniumPeer server
 * SCHEME HOST PORT, or CaliforniumPeer suites, which lists those of Java's TLS. The schemes are coap, coaps, coap+tcp
 * and coaps+tcp. What it needs to know is in environment
 * variables:
 *
 * PEER_IDENTITY and PEER_KEY in hexadecimal digits; or the PEM files PEER_CERTIFICATE, PEER_PRIVATE_KEY (PKCS #8) and
 * PEER_TRUSTED, the certificate of an authority; or PEER_PUBLIC_KEY, PEER_PRIVATE_KEY and PEER_PEER_KEY. PEER_SUITE is
 * its only cipher suite, PEER_CONNECTION_ID the length of the connection ID that it wants; PEER_SIGNALS puts Signals in front, and with
 * PEER_IGNORES_NAME a client over TLS takes a certificate of any name.
 *
 * What happens is printed, a line each. A line of its standard input is done: see order(). It ends with its input.
 */
public final class CaliforniumPeer {
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private CaliforniumPeer() {
    }

    /** What is in a PEM file. */
    private static byte[] pem(String variable) throws Exception {
        String text = Files.readString(Path.of(System.getenv(variable)));
        return Base64.getMimeDecoder().decode(text.replaceAll("-----.*-----", ""));
    }

    private static boolean has(String variable) {
        return System.getenv(variable) != null;
    }

    private static PrivateKey privateKey() throws Exception {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pem("PEER_PRIVATE_KEY")));
    }

    private static PublicKey publicKey(String variable) throws Exception {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(pem(variable)));
    }

    private static X509Certificate certificate(String variable) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem(variable)));
    }

    private static Configuration configuration() {
        return new Configuration()
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, MAX_BODY)
                .set(CoapConfig.PREFERRED_BLOCK_SIZE, 1024)
                .set(CoapConfig.MAX_MESSAGE_SIZE, 1024)
                .set(CoapConfig.TCP_NUMBER_OF_BULK_BLOCKS, 16)
                .set(TcpConfig.TCP_WORKER_THREADS, 1)
                .set(TcpConfig.TCP_CONNECTION_IDLE_TIMEOUT, 60, TimeUnit.SECONDS)
                .set(TcpConfig.TCP_CONNECT_TIMEOUT, 10, TimeUnit.SECONDS)
                .set(TcpConfig.TLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED)
                .set(TcpConfig.TLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, !has("PEER_IGNORES_NAME"));
    }

    private static SSLContext tls() throws Exception {
        X509Certificate[] chain = { certificate("PEER_CERTIFICATE") };
        Certificate[] trusted = { certificate("PEER_TRUSTED") };
        return SslContextUtil.createSSLContext("peer", privateKey(), chain, trusted);
    }

    private static Connector dtls(Configuration configuration, InetSocketAddress address, boolean isServer)
            throws Exception {
        DtlsConnectorConfig.Builder builder = DtlsConnectorConfig.builder(configuration).setAddress(address);
        builder.set(DtlsConfig.DTLS_ROLE, isServer ? DtlsConfig.DtlsRole.SERVER_ONLY : DtlsConfig.DtlsRole.CLIENT_ONLY);
        builder.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        builder.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
        builder.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
        // The defaults leave only seconds of waiting, which a busy machine may need.
        builder.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 4);
        if (has("PEER_SUITE"))
            builder.setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.getTypeByName(System.getenv("PEER_SUITE")));
        if (has("PEER_CONNECTION_ID"))
            builder.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, Integer.valueOf(System.getenv("PEER_CONNECTION_ID")));
        if (has("PEER_KEY")) {
            builder.setAdvancedPskStore(new AdvancedSinglePskStore(System.getenv("PEER_IDENTITY"),
                    HexFormat.of().parseHex(System.getenv("PEER_KEY"))));
        } else {
            if (isServer)
                builder.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
            var verifier = StaticNewAdvancedCertificateVerifier.builder();
            if (has("PEER_CERTIFICATE")) {
                Certificate[] chain = { certificate("PEER_CERTIFICATE") };
                builder.setCertificateIdentityProvider(
                        new SingleCertificateProvider(privateKey(), chain, CertificateType.X_509));
                verifier.setTrustedCertificates(certificate("PEER_TRUSTED"));
            } else {
                builder.setCertificateIdentityProvider(
                        new SingleCertificateProvider(privateKey(), publicKey("PEER_PUBLIC_KEY")));
                verifier.setTrustedRPKs(new RawPublicKeyIdentity(publicKey("PEER_PEER_KEY")));
            }
            builder.setAdvancedCertificateVerifier(verifier.build());
        }
        return new DTLSConnector(builder.build());
    }

    private static Connector stream(Connector connector) {
        return has("PEER_SIGNALS") ? new Signals(connector) : connector;
    }

    /** Null for UDP, which needs no other connector than the usual one. */
    private static Connector connector(String scheme, Configuration configuration, InetSocketAddress address,
            boolean isServer) throws Exception {
        switch (scheme) {
        case "coaps":
            return dtls(configuration, address, isServer);
        case "coap+tcp":
            return stream(isServer ? new TcpServerConnector(address, configuration)
                    : new TcpClientConnector(configuration));
        case "coaps+tcp":
            return stream(isServer ? new TlsServerConnector(tls(), address, configuration)
                    : new TlsClientConnector(tls(), configuration));
        default:
            return null;
        }
    }

    private static CoapEndpoint endpoint(Configuration configuration, Connector connector, InetSocketAddress address) {
        CoapEndpoint.Builder builder = CoapEndpoint.builder().setConfiguration(configuration);
        return connector == null ? builder.setInetSocketAddress(address).build()
                : builder.setConnector(connector).build();
    }

    /** What is known of who has sent something. */
    static String from(EndpointContext context) {
        String suite = context.getString(DtlsEndpointContext.KEY_CIPHER);
        Object id = context.get(DtlsEndpointContext.KEY_READ_CONNECTION_ID);
        var peer = context.getPeerIdentity();
        return (peer == null ? "nobody" : peer.getClass().getSimpleName() + " " + peer.getName())
                + (suite == null ? "" : " " + suite) + (id == null ? "" : " cid") + " at "
                + context.getPeerAddress().getPort();
    }

    /** A client; its orders are: put FILE, post FILE, get FILE, observe, cancel, ping, resume. The answer begins with it. */
    private static final class Client {
        private final CoapClient blob;
        private final CoapClient count;
        private final Connector connector;
        private CoapObserveRelation observation;

        Client(String uri, CoapEndpoint endpoint, Connector connector) {
            this.connector = connector;
            blob = new CoapClient(uri + "/blob").setEndpoint(endpoint).setTimeout(120_000L);
            count = new CoapClient(uri + "/count").setEndpoint(endpoint).setTimeout(20_000L);
        }

        private static String told(CoapResponse response) {
            return response == null ? "nothing"
                    : response.getCode().text + " from " + from(response.advanced().getSourceContext());
        }

        private String send(Request request, String file) throws Exception {
            request.setPayload(Files.readAllBytes(Path.of(file)));
            request.getOptions().setContentFormat(42);
            return told(blob.advanced(request));
        }

        private String get(String file) throws Exception {
            CoapResponse response = blob.get();
            if (response != null) Files.write(Path.of(file), response.getPayload());
            return told(response);
        }

        private String observe() {
            observation = count.observe(new CoapHandler() {
                @Override
                public void onLoad(CoapResponse response) {
                    System.out.println("count " + response.getResponseText());
                }

                @Override
                public void onError() {
                    System.out.println("observation failed");
                }
            });
            return "begun";
        }

        String order(String verb, String argument) throws Exception {
            switch (verb) {
            case "put":
                return send(Request.newPut(), argument);
            case "post":
                return send(Request.newPost(), argument);
            case "get":
                return get(argument);
            case "observe":
                return observe();
            case "cancel":
                observation.proactiveCancel();
                return "done";
            case "ping":
                return blob.ping(10_000L) ? "alive" : "dead";
            case "resume":
                ((DTLSConnector) connector).forceResumeAllSessions();
                return "prepared";
            default:
                throw new IllegalArgumentException(verb);
            }
        }
    }

    private static String causes(Throwable error) {
        return error + (error.getCause() == null ? "" : " because of " + causes(error.getCause()));
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("suites")) {
            for (String suite : SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites())
                System.out.println(suite);
            return;
        }
        CoapConfig.register();
        UdpConfig.register();
        TcpConfig.register();
        SystemConfig.register();
        DtlsConfig.register();
        Configuration configuration = configuration();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        if (args[0].equals("server")) {
            var address = new InetSocketAddress(InetAddress.getByName(args[2]), Integer.parseInt(args[3]));
            CoapServer server = new CoapServer(configuration);
            server.addEndpoint(
                    endpoint(configuration, connector(args[1], configuration, address, true), address));
            server.add(new Resources.Blob(), new Resources.Count());
            server.start();
            System.out.println("listening");
            while (orders.readLine() != null) {
                // It takes no orders.
            }
            System.exit(0);
        }
        String scheme = URI.create(args[1]).getScheme();
        // The wildcard is every address of both families.
        var any = new InetSocketAddress(0);
        Connector connector = connector(scheme, configuration, any, false);
        CoapEndpoint endpoint = endpoint(configuration, connector, any);
        endpoint.start();
        Client client = new Client(args[1], endpoint, connector);
        System.out.println("ready");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            String answer;
            try {
                answer = client.order(words[0], words.length < 2 ? "" : words[1]);
            } catch (Exception error) {
                answer = "failed " + causes(error);
            }
            System.out.println(order + ": " + answer);
        }
        endpoint.destroy();
        System.exit(0);
    }
}
