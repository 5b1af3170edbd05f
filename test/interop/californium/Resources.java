import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.eclipse.californium.core.server.resources.CoapExchange;

/** What the server has: the same as the server of the tests that it talks with. */
final class Resources {
    private Resources() {
    }

    /** Holds anything. */
    static final class Blob extends CoapResource {
        private volatile byte[] blob = {};

        Blob() {
            super("blob");
        }

        private void take(CoapExchange exchange) {
            blob = exchange.getRequestPayload();
            System.out.println("stored " + blob.length + " from "
                    + CaliforniumPeer.from(exchange.advanced().getRequest().getSourceContext()));
            exchange.respond(ResponseCode.CHANGED);
        }

        @Override
        public void handlePUT(CoapExchange exchange) {
            take(exchange);
        }

        @Override
        public void handlePOST(CoapExchange exchange) {
            take(exchange);
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            exchange.respond(ResponseCode.CONTENT, blob, MediaTypeRegistry.APPLICATION_OCTET_STREAM);
        }
    }

    /** Counts, and tells who observes it. */
    static final class Count extends CoapResource {
        private static final long PACE = 200;
        private final AtomicInteger count = new AtomicInteger();

        Count() {
            super("count");
            setObservable(true);
            setObserveType(Type.CON);
            new Timer(true).schedule(new TimerTask() {
                @Override
                public void run() {
                    count.incrementAndGet();
                    changed();
                }
            }, PACE, PACE);
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            exchange.respond(ResponseCode.CONTENT, Integer.toString(count.get()), MediaTypeRegistry.TEXT_PLAIN);
        }

        @Override
        public void addObserveRelation(ObserveRelation relation) {
            super.addObserveRelation(relation);
            System.out.println("observed by " + getObserverCount());
        }

        @Override
        public void removeObserveRelation(ObserveRelation relation) {
            super.removeObserveRelation(relation);
            System.out.println("observed by " + getObserverCount());
        }
    }
}
