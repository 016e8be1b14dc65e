using System.Text;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class CompleteMultipartUploadTests
{
    [Fact]
    public void Parts_survive_in_the_order_that_the_request_gives_them()
    {
        var request = new CompleteMultipartUpload
        {
            Parts =
            [
                new CompletedPart(8, "\"8C31\""),
                new CompletedPart(1, "\"3349\""),
                new CompletedPart(8, "\"8EFD\""),
            ],
        };
        Assert.Equal(request.Parts, CompleteMultipartUpload.Read(Documents.Stream(request)).Parts);
    }

    [Fact]
    public void It_is_written_as_the_service_wants_it() =>
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"3349\"</ETag></Part></CompleteMultipartUpload>",
            Encoding.UTF8.GetString(
                XmlText.ToUtf8(new CompleteMultipartUpload { Parts = [new CompletedPart(1, "3349")] })
            )
        );

    [Theory]
    [InlineData("\"3349\"")]
    [InlineData("&quot;3349&quot;")]
    [InlineData("3349")]
    [InlineData("\n  3349\n")]
    public void An_etag_comes_with_or_without_quotes_and_has_them_when_read(string eTag)
    {
        var read = CompleteMultipartUpload.Read(
            Documents.Stream(
                $"<CompleteMultipartUpload>\n <Part><ETag>{eTag}</ETag><Size>5</Size><PartNumber>5</PartNumber></Part>\n</CompleteMultipartUpload>"
            )
        );
        Assert.Equal([new CompletedPart(5, "\"3349\"")], read.Parts);
    }

    [Theory]
    [InlineData("", "there is no part.")]
    [InlineData("<Part><ETag>e</ETag></Part>", "a part has no PartNumber.")]
    [InlineData("<Part><PartNumber>1</PartNumber></Part>", "a part has no ETag.")]
    [InlineData("<Part><PartNumber>1</PartNumber><ETag/></Part>", "a part has no ETag.")]
    [InlineData("<Part><PartNumber>one</PartNumber><ETag>e</ETag></Part>", "PartNumber is not a number.")]
    public void What_is_missing_is_named(string parts, string message)
    {
        var refusal = Assert.Throws<DocumentFormatException>(() =>
            CompleteMultipartUpload.Read(
                Documents.Stream($"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>")
            )
        );
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void Ten_thousand_parts_are_read_however_wide_they_are_written_and_one_more_is_refused()
    {
        Assert.Equal(10_000, CompleteMultipartUpload.Read(Wide(10_000)).Parts.Count);
        var refusal = Assert.Throws<DocumentFormatException>(() => CompleteMultipartUpload.Read(Wide(10_001)));
        Assert.Equal("there are more than 10000 parts.", refusal.Message);
    }

    [Fact]
    public void A_document_beyond_all_need_is_refused() =>
        Assert.Throws<DocumentFormatException>(() =>
            CompleteMultipartUpload.Read(
                Documents.Stream(
                    $"<CompleteMultipartUpload>{new string(' ', CompleteMultipartUpload.MaxCharacters)}<Part><PartNumber>1</PartNumber><ETag>e</ETag></Part></CompleteMultipartUpload>"
                )
            )
        );

    private static MemoryStream Wide(int count)
    {
        var xml = new StringBuilder("<CompleteMultipartUpload>\n");
        for (var number = 1; number <= count; number++)
        {
            xml.Append($"        <Part>\r\n            <PartNumber>{number}</PartNumber>\r\n")
                .Append("            <ETag>&quot;3349DC700140D7F86A07848427803349&quot;</ETag>\r\n        </Part>\r\n");
        }
        return Documents.Stream(xml.Append("</CompleteMultipartUpload>").ToString());
    }
}
