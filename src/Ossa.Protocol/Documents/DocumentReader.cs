using System.Globalization;
using System.Text;
using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Walks a document: each element is either taken (<see cref="Text"/>, <see cref="Children"/>) or, when its reader does not know
/// it, skipped. Namespaces are ignored, as some clients send one and others do not.
/// </summary>
internal sealed class DocumentReader
{
    private readonly XmlReader _xml;
    private bool _taken;

    private DocumentReader(XmlReader xml) => _xml = xml;

    /// <summary>Reads a whole document with this root.</summary>
    public static T Read<T>(
        Stream stream,
        string root,
        Func<DocumentReader, T> read,
        long maxCharacters = XmlText.DefaultMaxCharacters
    )
    {
        try
        {
            using var xml = XmlReader.Create(stream, XmlText.ReaderSettings(maxCharacters));
            MoveToRoot(xml);
            if (xml.LocalName != root)
            {
                throw new DocumentFormatException($"the root node is not named {root}.");
            }
            var document = read(new DocumentReader(xml));
            DrainAfterRoot(xml);
            return document;
        }
        catch (XmlException e)
        {
            throw new DocumentFormatException(e.Message, e);
        }
    }

    /// <summary>
    /// The names of the current element's children; at each, the reader stands on that child. A child that its reader takes may stand there
    /// once, unless it is one of those that may stand there any number of times.
    /// </summary>
    public IEnumerable<string> Children(params IReadOnlyList<string> repeated)
    {
        // No more names than the reader knows come in here.
        var once = new List<string>();
        foreach (var name in AllChildren())
        {
            yield return name;
            if (!_taken || repeated.Contains(name))
            {
                continue;
            }

            if (once.Contains(name))
            {
                throw new DocumentFormatException($"{name} stands there more than once.");
            }
            once.Add(name);
        }
    }

    /// <summary>The names of the current element's children, in which any may stand there more than once.</summary>
    public IEnumerable<string> AllChildren()
    {
        if (_xml.IsEmptyElement)
        {
            _xml.Read();
            _taken = true;
            yield break;
        }
        _xml.Read();
        while (_xml.MoveToContent() != XmlNodeType.EndElement)
        {
            if (_xml.NodeType != XmlNodeType.Element)
            {
                // Text between elements means nothing here; the reader itself throws at an early end.
                _xml.Read();
                continue;
            }
            _taken = false;
            yield return _xml.LocalName;
            if (!_taken)
            {
                _xml.Skip();
            }
        }
        _xml.ReadEndElement();
        _taken = true;
    }

    /// <summary>The current element's text, exactly.</summary>
    public string Text()
    {
        _taken = true;
        return _xml.ReadElementContentAsString();
    }

    /// <summary>The texts of the current element and all within it, one after the other.</summary>
    public string TextOfAll()
    {
        _taken = true;
        using var inner = _xml.ReadSubtree();
        var text = new StringBuilder();
        while (inner.Read())
        {
            text.Append(inner.Value);
        }
        inner.Close();
        _xml.Read();
        return text.ToString();
    }

    /// <summary>The text of the one child that matters in the current element, or nothing when it is not there.</summary>
    public string TextOfChild(string wanted)
    {
        var text = "";
        foreach (var name in Children())
        {
            text = name == wanted ? Text() : text;
        }
        return text;
    }

    /// <summary>Takes the current element, whatever is in it: that it is there is all that matters.</summary>
    public bool IsThere()
    {
        _taken = true;
        _xml.Skip();
        return true;
    }

    public int Int32() => ReadInt32(_xml.LocalName, Text());

    /// <summary>A number, or null where the element is empty: some clients write out all that they leave unset.</summary>
    public int? OptionalInt32()
    {
        var name = _xml.LocalName;
        var text = Text();
        return text.Length == 0 ? null : ReadInt32(name, text);
    }

    public long Int64()
    {
        var name = _xml.LocalName;
        return long.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new DocumentFormatException($"{name} is not a number.");
    }

    /// <summary>A number without sign, or null where the element is empty.</summary>
    public ulong? OptionalUInt64()
    {
        var name = _xml.LocalName;
        var text = Text();
        if (text.Length == 0)
        {
            return null;
        }
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new DocumentFormatException($"{name} is not a number.");
    }

    public bool Boolean()
    {
        var name = _xml.LocalName;
        return bool.TryParse(Text(), out var value)
            ? value
            : throw new DocumentFormatException($"{name} is neither true nor false.");
    }

    public DateTimeOffset Date()
    {
        var name = _xml.LocalName;
        return DateTimeOffset.TryParse(
            Text(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var value
        )
            ? value
            : throw new DocumentFormatException($"{name} is not a date.");
    }

    private static int ReadInt32(string name, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new DocumentFormatException($"{name} is not a number.");

    /// <summary>The framework's reader fails over some bytes in the XML declaration as if it had been called wrongly.</summary>
    private static void MoveToRoot(XmlReader xml)
    {
        try
        {
            xml.MoveToContent();
        }
        catch (ArgumentException e)
        {
            throw new DocumentFormatException("the XML declaration cannot be read.", e);
        }
    }

    /// <summary>What follows the root must be well-formed too.</summary>
    private static void DrainAfterRoot(XmlReader xml)
    {
        while (!xml.EOF)
        {
            xml.Read();
        }
    }
}
