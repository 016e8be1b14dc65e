using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Ossa.Tests.Protocol.Documents.Generation;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

/// <summary>
/// What holds for every document there is: what is written comes back, and whatever bytes come are read or refused, in memory that their
/// number bounds.
/// </summary>
public sealed class AnyDocumentTests
{
    private const int Depth = 50_000;
    private const long FixedBytes = 1024 * 1024;

    /// <summary>What a reader may allocate for each byte that it is given.</summary>
    private const long BytesPerByte = 128;

    private static readonly byte[] TooMuchText = Encoding.ASCII.GetBytes(
        $"<Unknown>{new string('x', XmlText.DefaultMaxCharacters)}</Unknown>"
    );

    private static readonly byte[] TooDeep = Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Repeat("<Unknown>", Depth)) + string.Concat(Enumerable.Repeat("</Unknown>", Depth))
    );

    private static readonly byte[] Bomb = Encoding.ASCII.GetBytes(
        """<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY lols "&lol;&lol;&lol;"><!ENTITY file SYSTEM "file:///etc/hostname">]>"""
    );

    public static TheoryData<string> Names => DocumentKind.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_written_is_read_back(string name)
    {
        var kind = DocumentKind.Named(name);
        kind.Documents.Sample(
            document =>
            {
                var difference = Difference.Between(document, kind.Read(XmlText.ToUtf8(document)), name);
                Assert.True(
                    difference is null,
                    $"{difference} If the document cannot hold such a value, say what it can hold in NarrowValues."
                );
            },
            iter: 200
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_bytes_are_read_or_refused(string name)
    {
        var kind = DocumentKind.Named(name);
        Gen.Select(kind.Documents, Mutation.Gen.Array[1, 5])
            .Select((document, mutations) => Mutation.Apply(mutations, XmlText.ToUtf8(document)))
            .Sample(
                bytes =>
                {
                    ReadOrRefuse(kind, bytes);
                },
                iter: 1_000,
                print: Encoding.Latin1.GetString
            );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_that_breaks_off_is_refused(string name)
    {
        var kind = DocumentKind.Named(name);
        kind.Documents.Sample(
            document =>
            {
                var whole = XmlText.ToUtf8(document);
                for (var length = 0; length < whole.Length; length++)
                {
                    Assert.False(ReadOrRefuse(kind, whole[..length]), $"It is read when cut to {length} bytes.");
                }
            },
            iter: 2
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Too_much_text_is_refused(string name)
    {
        var kind = DocumentKind.Named(name);
        Assert.False(ReadOrRefuse(kind, Within(kind, TooMuchText)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Depth_alone_does_not_hurt(string name)
    {
        var kind = DocumentKind.Named(name);
        ReadOrRefuse(kind, Within(kind, TooDeep));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_type_is_refused(string name)
    {
        var kind = DocumentKind.Named(name);
        var valid = XmlText.ToUtf8(kind.Documents.Single());
        var root = Array.IndexOf(valid, (byte)'\n') + 1;
        Assert.False(ReadOrRefuse(kind, [.. valid[..root], .. Bomb, .. valid[root..]]));
        Assert.False(ReadOrRefuse(kind, Within(kind, "&lols;"u8.ToArray())));
        Assert.False(ReadOrRefuse(kind, Within(kind, "&file;"u8.ToArray())));
    }

    /// <summary>A document of this kind with something more at the beginning of its root.</summary>
    private static byte[] Within(DocumentKind kind, byte[] content)
    {
        var text = Encoding.UTF8.GetString(XmlText.ToUtf8(kind.Documents.Single()));
        // An empty root has but one tag, and is closed here by hand.
        var end = text.IndexOf('>', text.IndexOf('\n', StringComparison.Ordinal));
        var start = text[..end].TrimEnd('/', ' ');
        var root = start[(start.LastIndexOf('<') + 1)..];
        var rest = text[end - 1] == '/' ? $"</{root}>" : text[(end + 1)..];
        return [.. Encoding.UTF8.GetBytes(start + ">"), .. content, .. Encoding.UTF8.GetBytes(rest)];
    }

    /// <summary>Whether the bytes are a document; they must be that, or be refused with a reason.</summary>
    private static bool ReadOrRefuse(DocumentKind kind, byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isRead = true;
        try
        {
            kind.Read(bytes);
        }
        catch (DocumentFormatException e)
        {
            isRead = false;
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, FixedBytes + BytesPerByte * bytes.Length);
        return isRead;
    }
}
