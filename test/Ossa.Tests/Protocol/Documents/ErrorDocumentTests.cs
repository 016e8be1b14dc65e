using System.Text;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class ErrorDocumentTests
{
    [Fact]
    public void An_error_is_written_in_the_service_s_order()
    {
        var error = new ErrorDocument
        {
            Code = "NoSuchKey",
            Message = "The specified key does not exist.",
            RequestId = "534B371674E88A4D8906008B",
            HostId = "bucket.localhost",
            Details = [new("Key", "a\u0001&b")],
            Ec = "0026-00000001",
        };
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><RequestId>534B371674E88A4D8906008B</RequestId><HostId>bucket.localhost</HostId><Key>a&#x1;&amp;b</Key><EC>0026-00000001</EC><RecommendDoc>https://api.aliyun.com/troubleshoot?q=0026-00000001</RecommendDoc></Error>
            """,
            Encoding.UTF8.GetString(XmlText.ToUtf8(error))
        );
    }

    [Fact]
    public void An_error_survives_with_its_details_in_order()
    {
        var error = new ErrorDocument
        {
            Code = "SignatureDoesNotMatch",
            Message = "…",
            RequestId = "1",
            HostId = "h",
            Details = [new("OSSAccessKeyId", "ak"), new("StringToSign", "GET\n\n\r\n"), new("SignatureProvided", "")],
        };
        var read = ErrorDocument.Read(Documents.Stream(error));
        Assert.Equal(error.Details, read.Details);
        Assert.Equal(error with { Details = read.Details }, read);
        Assert.Equal("ak", read.Detail("OSSAccessKeyId"));
        Assert.Null(read.Detail("Key"));
    }

    [Fact]
    public void A_detail_with_elements_of_its_own_is_read_as_their_texts()
    {
        var read = ErrorDocument.Read(
            Documents.Stream(
                "<Error><Code>AccessDenied</Code><AccessDeniedDetail><PolicyType>P</PolicyType><Action>A</Action></AccessDeniedDetail><EC>1</EC></Error>"
            )
        );
        Assert.Equal("PA", read.Detail("AccessDeniedDetail"));
        Assert.Equal("1", read.Ec);
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_spoil_the_answer()
    {
        var error = new ErrorDocument
        {
            Code = "InvalidArgument",
            Message = "m",
            Details = [new("ArgumentValue", "a\uD800b")],
        };
        Assert.Equal("a\uFFFDb", ErrorDocument.Read(Documents.Stream(error)).Detail("ArgumentValue"));
    }
}
