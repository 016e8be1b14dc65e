package android.util;

/** As much of Android's Log as the sample uses; it writes to standard error where Android writes to logcat. */
public final class Log {
    private Log() {}

    public static int i(String tag, String message) {
        return print("I", tag, message);
    }

    public static int e(String tag, String message) {
        return print("E", tag, message);
    }

    private static int print(String level, String tag, String message) {
        System.err.println(level + "/" + tag + ": " + message);
        return message.length();
    }
}
