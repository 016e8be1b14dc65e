import android.content.Context;
import com.example.download.SignedUrlDownloader;
import java.io.File;
import java.io.IOException;

/** The app around the sample: its private directory is where FILE lies. Usage: {@code java Main URL FILE}. */
public final class Main {
    public static void main(String[] args) {
        File file = new File(args[1]).getAbsoluteFile();
        try {
            new SignedUrlDownloader(new App(file.getParentFile())).download(args[0], file.getName());
        } catch (IOException e) {
            // The sample has logged why; an app would tell its user.
            System.exit(1);
        }
    }

    private static final class App extends Context {
        private final File filesDir;

        App(File filesDir) {
            this.filesDir = filesDir;
        }

        @Override
        public Context getApplicationContext() {
            return this;
        }

        @Override
        public File getFilesDir() {
            return filesDir;
        }
    }
}
