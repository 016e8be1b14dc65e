package com.example.download;

import android.content.Context;
import android.util.Log;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads a signed URL into the app's private files. Android forbids the network on the main thread, so call it from a worker,
 * and the manifest needs android.permission.INTERNET.
 */
public final class SignedUrlDownloader {
    private static final String TAG = "SignedUrlDownloader";
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Context context;

    public SignedUrlDownloader(Context context) {
        // The application's context, so that a download does not keep a closed activity alive.
        this.context = context.getApplicationContext();
    }

    /** Returns the whole file, or throws with the status and the server's reason and leaves nothing behind. */
    public File download(String url, String fileName) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException(explain(status, connection.getErrorStream()));
            }
            File file = save(connection, fileName);
            Log.i(TAG, "downloaded " + file.length() + " bytes");
            return file;
        } catch (IOException e) {
            // The message only: the URL itself is a secret and must not come into the log.
            Log.e(TAG, "download failed: " + e.getMessage());
            throw e;
        } finally {
            connection.disconnect();
        }
    }

    /** Writes to a temporary file first, so that the file is either whole or not there. */
    private File save(HttpURLConnection connection, String fileName) throws IOException {
        File directory = context.getFilesDir();
        File file = new File(directory, fileName);
        File part = File.createTempFile("download", ".part", directory);
        try {
            long received = 0;
            try (InputStream in = connection.getInputStream();
                    OutputStream out = new FileOutputStream(part)) {
                received = copy(in, out);
            }
            // A connection that ends too early looks like the end of the file; only the length tells.
            String expected = connection.getHeaderField("Content-Length");
            if (expected != null && received != Long.parseLong(expected)) {
                throw new IOException("the connection ended after " + received + " of " + expected + " bytes");
            }
            if (!part.renameTo(file)) {
                throw new IOException("cannot write " + file);
            }
            return file;
        } finally {
            // After the rename there is nothing to delete.
            part.delete();
        }
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            total += count;
        }
        return total;
    }

    /** What the server says about a refusal: the Code and the Message of its XML answer. */
    private static String explain(int status, InputStream body) throws IOException {
        if (body == null) {
            return "HTTP " + status;
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        copy(body, answer);
        String xml = answer.toString("UTF-8");
        String code = element("Code", xml);
        return code == null ? "HTTP " + status : "HTTP " + status + " " + code + ": " + element("Message", xml);
    }

    private static String element(String name, String xml) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return found.find() ? found.group(1) : null;
    }
}
