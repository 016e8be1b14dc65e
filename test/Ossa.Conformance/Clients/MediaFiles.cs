using System.Text;

namespace Ossa.Conformance.Clients;

/// <summary>Small files that browsers show or play, made here.</summary>
internal static class MediaFiles
{
    /// <summary>A bitmap of colours that run into each other.</summary>
    public static byte[] Picture()
    {
        const int Width = 480;
        const int Height = 300;
        const int HeaderBytes = 54;
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("BM"u8);
        foreach (var number in new[] { HeaderBytes + (Width * Height * 3), 0, HeaderBytes, 40, Width, Height })
        {
            writer.Write(number);
        }

        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                writer.Write([(byte)(200 - (y / 3)), (byte)(60 + (y / 3)), (byte)(x * 255 / Width)]);
            }
        }

        return file.ToArray();
    }

    /// <summary>A second of a tone, as uncompressed sound.</summary>
    public static byte[] Tone()
    {
        const int Rate = 8_000;
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + Rate);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(Rate);
        writer.Write([.. Enumerable.Range(0, Rate).Select(i => (byte)(128 + (60 * Math.Sin(i * 0.35))))]);
        return file.ToArray();
    }

    /// <summary>A second of a film of one colour, 64 by 36, as WebM (VP8).</summary>
    public static byte[] Film() =>
        Convert.FromBase64String(
            "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZwEAAAAAAAHaEU2bdLpNu4tTq4QVSalmU6yBoU27i1OrhBZU"
                + "rmtTrIHGTbuMU6uEElTDZ1OsggEMTbuMU6uEHFO7a1OsggHE7AEAAAAAAABZAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBNgIRM"
                + "YXZmV0GETGF2ZkSJiECPQAAAAAAAFlSua8GuAQAAAAAAADjXgQFzxYgAAAAAAAAAAZyBACK1nIN1bmSIgQCGhVZfVlA4g4EBI+OD"
                + "hB3NZQDgibCBQLqBJJqBAhJUw2fRc3POY8CLY8WIAAAAAAAAAAFnyJhFo4dFTkNPREVSRIeLTGF2YyBsaWJ2cHhnyKJFo4hEVVJB"
                + "VElPTkSHlDAwOjAwOjAxLjAwMDAwMDAwMAAAH0O2dd3ngQCjwIEAAIBQAwCdASpAACQAAEcIhYWIhYSIAgICdaoD+AIHCOD99CbP"
                + "LgD++2iX/z0zXmD/Jz/9uR/tyP9uR/+2wgCjloEB9ADRAQABEBAAGAAYWC/0AAiMAAAcU7trkbuPs4EAt4r3gQHxggFi8IED"
        );

    /// <summary>A document of one page.</summary>
    public static byte[] Letter()
    {
        const string Text = "BT /F1 24 Tf 40 120 Td (Dear reader) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {Text.Length}>>stream\n{Text}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (index, content) in objects.Index())
        {
            offsets.Add(file.Length);
            file.Append($"{index + 1} 0 obj{content}endobj\n");
        }

        var start = file.Length;
        file.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append($"{offset:D10} 00000 n \n"));
        file.Append($"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
