import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;

/**
 * The signals of RFC 8323 section 5 in front of one of Californium's connectors, which has none: a CSM for each
 * connection, a Pong for each Ping. Everything else is what Californium makes of it. Each signal that comes is printed.
 */
final class Signals implements Connector {
    /** Max-Message-Size 1 MiB, Block-Wise-Transfer. */
    private static final byte[] CSM = { 0x50, (byte) 0xe1, 0x23, 0x10, 0x00, 0x00, 0x20 };
    private static final int PING = 0xe2;
    private static final int PONG = 0xe3;
    private static final String[] NAMES = { "csm", "ping", "pong", "release", "abort" };

    private final Connector connector;
    private final Set<InetSocketAddress> greeted = ConcurrentHashMap.newKeySet();

    Signals(Connector connector) {
        this.connector = connector;
    }

    private void greet(EndpointContext peer) {
        if (greeted.add(peer.getPeerAddress())) connector.send(RawData.outbound(CSM, peer, null, false));
    }

    /** Where the code is: behind the length, which may be extended by up to four bytes (section 3.2). */
    private static int codeAt(byte[] frame) {
        int length = (frame[0] & 0xff) >> 4;
        return length < 13 ? 1 : length == 13 ? 2 : length == 14 ? 3 : 5;
    }

    private boolean isSignal(RawData data) {
        byte[] frame = data.getBytes();
        int at = codeAt(frame);
        int code = frame[at] & 0xff;
        if (code >> 5 != 7) return false;
        int number = code & 0x1f;
        System.out.println("signal " + (number <= NAMES.length ? NAMES[number - 1] : "7." + number));
        if (code == PING) {
            int tokenLength = frame[0] & 0x0f;
            byte[] pong = new byte[2 + tokenLength];
            pong[0] = (byte) tokenLength;
            pong[1] = (byte) PONG;
            System.arraycopy(frame, at + 1, pong, 2, tokenLength);
            connector.send(RawData.outbound(pong, data.getEndpointContext(), null, false));
        }
        return true;
    }

    @Override
    public void setRawDataReceiver(RawDataChannel receiver) {
        connector.setRawDataReceiver((data) -> {
            greet(data.getEndpointContext());
            if (!isSignal(data)) receiver.receiveData(data);
        });
    }

    @Override
    public void send(RawData data) {
        greet(data.getEndpointContext());
        connector.send(data);
    }

    @Override
    public void start() throws IOException {
        connector.start();
    }

    @Override
    public void stop() {
        connector.stop();
    }

    @Override
    public void destroy() {
        connector.destroy();
    }

    @Override
    public void setEndpointContextMatcher(EndpointContextMatcher matcher) {
        connector.setEndpointContextMatcher(matcher);
    }

    @Override
    public InetSocketAddress getAddress() {
        return connector.getAddress();
    }

    @Override
    public String getProtocol() {
        return connector.getProtocol();
    }

    @Override
    public boolean isRunning() {
        return connector.isRunning();
    }

    @Override
    public void processDatagram(DatagramPacket datagram) {
        connector.processDatagram(datagram);
    }
}
