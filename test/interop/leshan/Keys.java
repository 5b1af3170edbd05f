import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;

/** What the peers are told in environment variables; bytes are hexadecimal digits. */
final class Keys {
    private Keys() {
    }

    /** True if there is such a variable. */
    static boolean has(String variable) {
        return System.getenv(variable) != null;
    }

    static byte[] bytes(String variable) {
        return HexFormat.of().parseHex(System.getenv(variable));
    }

    /** SubjectPublicKeyInfo. */
    static PublicKey publicKey(String variable) throws Exception {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes(variable)));
    }

    /** PKCS #8. */
    static PrivateKey privateKey(String variable) throws Exception {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(variable)));
    }

    /** Certificates apart by blanks; none without the variable. */
    static X509Certificate[] certificates(String variable) throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (String digits : System.getenv().getOrDefault(variable, "").split(" "))
            if (!digits.isEmpty()) {
                var stream = new ByteArrayInputStream(HexFormat.of().parseHex(digits));
                certificates.add((X509Certificate) factory.generateCertificate(stream));
            }
        return certificates.toArray(new X509Certificate[0]);
    }

    /** PEER_CONNECTION_ID is the length of the connection ID that the other side shall use (RFC 9146). */
    static void configure(Configuration configuration) {
        if (has("PEER_CONNECTION_ID"))
            configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, Integer.parseInt(System.getenv("PEER_CONNECTION_ID")));
    }
}
