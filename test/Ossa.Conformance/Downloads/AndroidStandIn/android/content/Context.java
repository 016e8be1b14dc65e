package android.content;

import java.io.File;

/** As much of Android's Context as the sample uses, so that it compiles and runs on a plain JDK. */
public abstract class Context {
    public abstract Context getApplicationContext();

    public abstract File getFilesDir();
}
