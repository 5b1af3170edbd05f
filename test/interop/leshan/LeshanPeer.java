import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.californium.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.client.californium.endpoint.coap.CoapClientProtocolProvider;
import org.eclipse.leshan.client.californium.endpoint.coaps.CoapsClientProtocolProvider;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.observer.LwM2mClientObserverAdapter;
import org.eclipse.leshan.client.resource.BaseInstanceEnabler;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.CertificateUsage;
import org.eclipse.leshan.core.LwM2mId;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.request.BindingMode;
import org.eclipse.leshan.core.request.DeregisterRequest;
import org.eclipse.leshan.core.request.RegisterRequest;
import org.eclipse.leshan.core.request.UpdateRequest;
import org.eclipse.leshan.core.request.argument.Arguments;
import org.eclipse.leshan.core.response.ExecuteResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.core.response.WriteResponse;

/**
 * An LwM2M Client made of Eclipse Leshan, as a peer for the tests: LeshanPeer URI ENDPOINT [psk IDENTITY | rpk | x509
 * USAGE]. What it needs to know is in environment variables, bytes in hexadecimal digits:
 *
 * psk: PEER_KEY. rpk: PEER_PUBLIC_KEY and PEER_SERVER_KEY (SubjectPublicKeyInfo), PEER_PRIVATE_KEY (PKCS #8).
 * x509: PEER_CERTIFICATE, PEER_SERVER_CERTIFICATE, PEER_PRIVATE_KEY, and PEER_TRUSTED, certificates apart by blanks.
 * PEER_OLD_CONNECTION_ID is the number of an extension for connection IDs that is older than RFC 9146. See also Keys.
 *
 * What happens is printed, a line each. A line of its standard input is done: "update"; it ends with its standard input.
 */
public final class LeshanPeer {
    private static final int SHORT_SERVER_ID = 123;

    private LeshanPeer() {
    }

    /** A device whose battery level changes every second, with a writable time zone and a reboot. */
    public static final class PeerDevice extends BaseInstanceEnabler {
        private int batteryLevel = 50;
        private String timezone = "Europe/Berlin";

        void tick() {
            batteryLevel = batteryLevel >= 90 ? 50 : batteryLevel + 1;
            fireResourceChange(9);
        }

        @Override
        public ReadResponse read(LwM2mServer server, int resource) {
            switch (resource) {
            case 0:
                return ReadResponse.success(resource, "Leshan");
            case 1:
                return ReadResponse.success(resource, "Peer");
            case 9:
                return ReadResponse.success(resource, batteryLevel);
            case 11:
                return ReadResponse.success(resource, Map.of(0, 0L), org.eclipse.leshan.core.model.ResourceModel.Type.INTEGER);
            case 15:
                return ReadResponse.success(resource, timezone);
            case 16:
                return ReadResponse.success(resource, BindingMode.toString(EnumSet.of(BindingMode.U)));
            default:
                return super.read(server, resource);
            }
        }

        @Override
        public WriteResponse write(LwM2mServer server, boolean replace, int resource, LwM2mResource value) {
            if (resource != 15) return super.write(server, replace, resource, value);
            timezone = (String) value.getValue();
            System.out.println("written " + timezone);
            fireResourceChange(resource);
            return WriteResponse.success();
        }

        @Override
        public ExecuteResponse execute(LwM2mServer server, int resource, Arguments arguments) {
            System.out.println("executed " + resource + " " + arguments.serialize());
            return ExecuteResponse.success();
        }

        @Override
        public List<Integer> getAvailableResourceIds(ObjectModel model) {
            return List.of(0, 1, 4, 9, 11, 15, 16);
        }
    }

    private static final class Printer extends LwM2mClientObserverAdapter {
        @Override
        public void onRegistrationSuccess(LwM2mServer server, RegisterRequest request, String location) {
            System.out.println("registered " + location);
        }

        @Override
        public void onRegistrationFailure(LwM2mServer server, RegisterRequest request,
                org.eclipse.leshan.core.ResponseCode code, String message, Exception cause) {
            System.out.println("refused " + code + " " + message);
        }

        @Override
        public void onRegistrationTimeout(LwM2mServer server, RegisterRequest request) {
            System.out.println("timeout");
        }

        @Override
        public void onUpdateSuccess(LwM2mServer server, UpdateRequest request) {
            System.out.println("updated");
        }

        @Override
        public void onDeregistrationSuccess(LwM2mServer server, DeregisterRequest request) {
            System.out.println("deregistered");
        }

        @Override
        public void onUnexpectedError(Throwable error) {
            System.out.println("failed " + error);
        }
    }

    private static Security security(String uri, String[] args) {
        switch (args.length < 3 ? "" : args[2]) {
        case "psk":
            return Security.psk(uri, SHORT_SERVER_ID, args[3].getBytes(), Keys.bytes("PEER_KEY"));
        case "rpk":
            return Security.rpk(uri, SHORT_SERVER_ID, Keys.bytes("PEER_PUBLIC_KEY"), Keys.bytes("PEER_PRIVATE_KEY"),
                    Keys.bytes("PEER_SERVER_KEY"));
        case "x509":
            return Security.x509(uri, SHORT_SERVER_ID, Keys.bytes("PEER_CERTIFICATE"), Keys.bytes("PEER_PRIVATE_KEY"),
                    Keys.bytes("PEER_SERVER_CERTIFICATE"), CertificateUsage.fromCode(Integer.parseInt(args[3])).code);
        default:
            return Security.noSec(uri, SHORT_SERVER_ID);
        }
    }

    private static CaliforniumClientEndpointsProvider endpoints() {
        var builder = new CaliforniumClientEndpointsProvider.Builder(new CoapClientProtocolProvider(),
                new CoapsClientProtocolProvider());
        Configuration configuration = builder.createDefaultConfiguration();
        Keys.configure(configuration);
        String old = System.getenv("PEER_OLD_CONNECTION_ID");
        if (old != null) configuration.set(DtlsConfig.DTLS_USE_DEPRECATED_CID, Integer.parseInt(old));
        return builder.setConfiguration(configuration).setClientAddress(InetAddress.getLoopbackAddress()).build();
    }

    public static void main(String[] args) throws Exception {
        String uri = args[0];
        String endpoint = args[1];
        PeerDevice device = new PeerDevice();
        ObjectsInitializer objects = new ObjectsInitializer();
        objects.setInstancesForObject(LwM2mId.SECURITY, security(uri, args));
        objects.setInstancesForObject(LwM2mId.SERVER, new Server(SHORT_SERVER_ID, 60L));
        objects.setInstancesForObject(LwM2mId.DEVICE, device);
        LeshanClient client = new LeshanClientBuilder(endpoint)
                .setObjects(objects.createAll())
                .setEndpointsProviders(endpoints())
                .setTrustStore(List.of(Keys.certificates("PEER_TRUSTED")))
                .build();
        client.addObserver(new Printer());
        client.start();
        var timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(device::tick, 1, 1, TimeUnit.SECONDS);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order = orders.readLine(); order != null; order = orders.readLine())
            if (order.equals("update")) client.triggerRegistrationUpdate();
        timer.shutdownNow();
        client.destroy(true);
        System.exit(0);
    }
}
