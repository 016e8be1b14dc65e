using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>One change to the bytes of a document: of its elements while they can still be made out, or of any bytes.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where, as a fraction of the document's elements or bytes.</param>
/// <param name="Other">Another place, for what moves.</param>
/// <param name="Piece">What is put in.</param>
internal sealed partial record Mutation(MutationKind Kind, double Place, double Other, byte[] Piece)
{
    private static readonly string[] Pieces =
    [
        "<",
        ">",
        "</",
        "/>",
        "&",
        "&#0;",
        "&#x1;",
        "&#xD800;",
        "&lt;",
        "&entity;",
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ENTITY entity \"entity\">]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x?>",
        "<a>",
        "</a>",
        "<a b='c'",
        " xmlns='x'",
        "<x:y/>",
        "\0",
        "\u0001",
        "\uFEFF",
        "%",
        "%z",
        "-1",
        "0",
        "1e9",
        "99999999999999999999",
        "9999-99-99",
        "true",
        "encoding=\"utf-16\"",
        "encoding=\"x\"",
        "version=\"1.1\"",
    ];

    public static Gen<Mutation> Gen { get; } =
        CsCheck.Gen.Select(
            CsCheck.Gen.Enum<MutationKind>(),
            CsCheck.Gen.Double.Unit,
            CsCheck.Gen.Double.Unit,
            CsCheck.Gen.OneOf(
                CsCheck.Gen.OneOf<string>(Pieces).Select(Encoding.UTF8.GetBytes),
                CsCheck.Gen.Byte.Array[1, 4],
                CsCheck.Gen.Int[1, 20_000].Select(length => Encoding.UTF8.GetBytes(new string('x', length)))
            ),
            (kind, place, other, piece) => new Mutation(kind, place, other, piece)
        );

    public static byte[] Apply(IEnumerable<Mutation> mutations, byte[] document) =>
        mutations.Aggregate(document, (bytes, mutation) => mutation.ApplyTo(bytes));

    public byte[] ApplyTo(byte[] document) =>
        Kind switch
        {
            MutationKind.FlipBit => Flip(document),
            MutationKind.Cut => document[..At(document.Length, Place)],
            MutationKind.Insert => Spliced(document, At(document.Length, Place), 0, Piece),
            MutationKind.Overwrite => Spliced(document, At(document.Length, Place), Piece.Length, Piece),
            _ => ChangeElement(document),
        };

    private byte[] Flip(byte[] document)
    {
        byte[] changed = [.. document];
        if (changed.Length > 0)
        {
            changed[At(changed.Length, Place)] ^= (byte)(1 << (int)(Other * 8));
        }
        return changed;
    }

    private byte[] ChangeElement(byte[] document)
    {
        var elements = ElementsOf(document);
        if (elements.Count == 0)
        {
            return document;
        }
        var (start, length) = elements[At(elements.Count, Place)];
        var (otherStart, _) = elements[At(elements.Count, Other)];
        var element = document[start..(start + length)];
        return Kind switch
        {
            MutationKind.DuplicateElement => Spliced(document, start, 0, element),
            MutationKind.RemoveElement => Spliced(document, start, length, []),
            MutationKind.MoveElement => Spliced(document, otherStart, 0, element),
            MutationKind.WrapElement => Spliced(
                document,
                start,
                length,
                [.. "<Unknown>"u8, .. element, .. "</Unknown>"u8]
            ),
            MutationKind.NestElement => Spliced(document, InnerStart(document, start), 0, element),
            _ => Spliced(document, InnerStart(document, start), 0, Piece),
        };
    }

    /// <summary>Where the content of the element begins that begins here.</summary>
    private static int InnerStart(byte[] document, int start) => Array.IndexOf(document, (byte)'>', start) + 1;

    private static byte[] Spliced(byte[] document, int start, int removed, byte[] inserted) =>
        [.. document[..start], .. inserted, .. document[Math.Min(start + removed, document.Length)..]];

    private static int At(int count, double place) => (int)(place * count);

    /// <summary>Where elements start, and how long they are.</summary>
    private static List<(int Start, int Length)> ElementsOf(byte[] document)
    {
        var elements = new List<(int, int)>();
        var open = new Stack<int>();
        foreach (Match tag in Tags().Matches(Encoding.Latin1.GetString(document)))
        {
            if (tag.Value.StartsWith("</", StringComparison.Ordinal))
            {
                if (open.TryPop(out var start))
                {
                    elements.Add((start, tag.Index + tag.Length - start));
                }
            }
            else if (tag.Value.EndsWith("/>", StringComparison.Ordinal))
            {
                elements.Add((tag.Index, tag.Length));
            }
            else
            {
                open.Push(tag.Index);
            }
        }
        return elements;
    }

    [GeneratedRegex("</?[A-Za-z][^<>]*>")]
    private static partial Regex Tags();
}

/// <summary>What a <see cref="Mutation"/> does.</summary>
internal enum MutationKind
{
    FlipBit,
    Cut,
    Insert,
    Overwrite,
    DuplicateElement,
    RemoveElement,
    MoveElement,
    WrapElement,
    NestElement,
    PrependText,
}
