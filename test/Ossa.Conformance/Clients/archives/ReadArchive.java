import java.io.FileInputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Reads an archive twice, by its directory and as it would come over the wire, and prints what it has: java ReadArchive.java FILE. */
class ReadArchive {
    public static void main(String[] arguments) throws Exception {
        try (ZipFile archive = new ZipFile(arguments[0])) {
            for (var entry : archive.stream().toList()) {
                print("file", entry, archive.getInputStream(entry).readAllBytes());
            }
        }
        try (ZipInputStream archive = new ZipInputStream(new FileInputStream(arguments[0]))) {
            for (ZipEntry entry; (entry = archive.getNextEntry()) != null; ) {
                print("stream", entry, archive.readAllBytes());
            }
        }
    }

    private static void print(String way, ZipEntry entry, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        System.out.printf("%s %d %08x %s%n", way, content.length, checksum.getValue(), entry.getName());
    }
}
