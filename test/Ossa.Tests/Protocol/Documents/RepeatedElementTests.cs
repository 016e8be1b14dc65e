using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Ossa.Protocol.Documents;
using Ossa.Tests.Protocol.Documents.Generation;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

/// <summary>
/// An element of a document may stand there once, unless it is in the table of those that may be repeated: twice the same element says two
/// things, and neither the first nor the last is known to be meant.
/// </summary>
public sealed class RepeatedElementTests
{
    /// <summary>The elements that may stand any number of times, each after the one that they stand in.</summary>
    private static readonly HashSet<string> Repeatable = new(StringComparer.Ordinal)
    {
        "Buckets/Bucket",
        "CommonPrefixes/Prefix",
        "CompleteMultipartUpload/Part",
        "CORSConfiguration/CORSRule",
        "CORSRule/AllowedHeader",
        "CORSRule/AllowedMethod",
        "CORSRule/AllowedOrigin",
        "CORSRule/ExposeHeader",
        "Condition/IncludeHeader",
        "Delete/Object",
        "DeleteResult/Deleted",
        "DeleteResult/Error",
        "HeaderSet/header",
        "LifecycleConfiguration/Rule",
        "ListBucketResult/CommonPrefixes",
        "ListBucketResult/Contents",
        "ListCnameResult/Cname",
        "ListMultipartUploadsResult/CommonPrefixes",
        "ListMultipartUploadsResult/Upload",
        "ListPartsResult/Part",
        "ListVersionsResult/CommonPrefixes",
        "ListVersionsResult/DeleteMarker",
        "ListVersionsResult/Version",
        "ParamSet/parameter",
        "RefererBlacklist/Referer",
        "RefererList/Referer",
        "RegionInfoList/RegionInfo",
        "RoutingRules/RoutingRule",
        "Rule/NoncurrentVersionTransition",
        "Rule/Tag",
        "Rule/Transition",
        "TagSet/Tag",
        // RestoreObject has an error of its own for this.
        "RestoreRequest/Days",
    };

    public static TheoryData<string> Names =>
        [.. DocumentKind.All.Select(kind => kind.Type.Name).Where(name => name != nameof(ErrorDocument))];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_element_that_may_stand_once_is_refused_when_it_stands_there_twice(string name)
    {
        var kind = DocumentKind.Named(name);
        kind.Documents.Sample(
            document =>
            {
                var written = Ossa.Protocol.Documents.XmlText.ToUtf8(document);
                var count = Parse(written).Root!.Descendants().Count();
                for (var i = 0; i < count; i++)
                {
                    var whole = Parse(written);
                    var element = whole.Root!.Descendants().ElementAt(i);
                    element.AddAfterSelf(element);
                    var place = $"{element.Parent!.Name.LocalName}/{element.Name.LocalName}";
                    var mayRepeat = Repeatable.Contains(place);
                    Assert.True(
                        IsRead(kind, whole) == mayRepeat,
                        $"{place} may{(mayRepeat ? "" : " not")} be repeated."
                    );
                }
            },
            iter: 30
        );
    }

    /// <summary>Any detail of an error is read, so that a client learns of the error whatever else is said.</summary>
    [Fact]
    public void An_error_is_read_whatever_stands_in_it_twice()
    {
        var error = ErrorDocument.Read(
            Documents.Stream("<Error><Code>A</Code><Code>B</Code><Key>k</Key><Key>l</Key></Error>")
        );
        Assert.Equal(("B", 2), (error.Code, error.Details.Count));
    }

    private static XDocument Parse(byte[] document)
    {
        using var reader = XmlReader.Create(
            new MemoryStream(document),
            new XmlReaderSettings { CheckCharacters = false }
        );
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static bool IsRead(DocumentKind kind, XDocument document)
    {
        using var bytes = new MemoryStream();
        using (
            var writer = XmlWriter.Create(
                bytes,
                new XmlWriterSettings { CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize }
            )
        )
        {
            document.Save(writer);
        }

        try
        {
            kind.Read(bytes.ToArray());
            return true;
        }
        catch (DocumentFormatException)
        {
            return false;
        }
    }
}
