import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.xml.parsers.DocumentBuilderFactory;

/** Downloads a signed URL with nothing but the JDK: {@code java Download.java URL FILE}. */
public final class Download {
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: java Download.java URL FILE");
            System.exit(2);
        }
        try {
            download(URI.create(args[0]), Path.of(args[1]).toAbsolutePath());
        } catch (IOException | IllegalArgumentException e) {
            // A refused connection, for one, has no message; then the exception's name must do.
            System.err.println("download failed: " + (e.getMessage() != null ? e.getMessage() : e));
            System.exit(1);
        }
    }

    private static void download(URI url, Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).build();
        // The body as a stream, so that a file of any size needs only one buffer of memory.
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException(explain(response.statusCode(), body.readAllBytes()));
            }
            save(body, file);
        }
    }

    /** Writes to a temporary file beside the target, so that the file is either whole or not there. */
    private static void save(InputStream body, Path file) throws IOException {
        Path part = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".part");
        try {
            // The client itself throws if the connection ends before Content-Length bytes.
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What the server says about a refusal: the Code and the Message of its XML answer. */
    private static String explain(int status, byte[] body) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // The parser would print its own complaint about a body that is not XML.
            builder.setErrorHandler(null);
            var answer = builder.parse(new ByteArrayInputStream(body));
            var code = answer.getElementsByTagName("Code").item(0);
            var message = answer.getElementsByTagName("Message").item(0);
            return "HTTP " + status + " " + code.getTextContent() + ": " + message.getTextContent();
        } catch (Exception notAnOssAnswer) {
            return "HTTP " + status;
        }
    }
}
