import java.net.InetAddress;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
 * An LwM2M Client made of Eclipse Leshan, as a peer for the tests: LeshanPeer URI ENDPOINT [PSK-IDENTITY].
 * The key is the environment variable PEER_KEY, in hexadecimal digits. What happens is printed, a line each; it ends
 * with its standard input.
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

    public static void main(String[] args) throws Exception {
        String uri = args[0];
        String endpoint = args[1];
        Security security = args.length < 3 ? Security.noSec(uri, SHORT_SERVER_ID)
                : Security.psk(uri, SHORT_SERVER_ID, args[2].getBytes(),
                        HexFormat.of().parseHex(System.getenv("PEER_KEY")));
        PeerDevice device = new PeerDevice();
        ObjectsInitializer objects = new ObjectsInitializer();
        objects.setInstancesForObject(LwM2mId.SECURITY, security);
        objects.setInstancesForObject(LwM2mId.SERVER, new Server(SHORT_SERVER_ID, 60L));
        objects.setInstancesForObject(LwM2mId.DEVICE, device);
        LeshanClient client = new LeshanClientBuilder(endpoint)
                .setObjects(objects.createAll())
                .setEndpointsProviders(new CaliforniumClientEndpointsProvider.Builder(
                        new CoapClientProtocolProvider(), new CoapsClientProtocolProvider())
                        .setClientAddress(InetAddress.getLoopbackAddress()).build())
                .build();
        client.addObserver(new Printer());
        client.start();
        var timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(device::tick, 1, 1, TimeUnit.SECONDS);
        while (System.in.read() >= 0) {
            // It lives as long as somebody holds its standard input.
        }
        timer.shutdownNow();
        client.destroy(true);
        System.exit(0);
    }
}
