using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class WebsiteDocumentTests
{
    [Fact]
    public void What_is_not_known_is_passed_over()
    {
        var read = WebsiteConfiguration.Read(
            Documents.Stream(
                """
                <WebsiteConfiguration xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"><New/>
                <IndexDocument><New>1</New><Suffix>i</Suffix></IndexDocument>
                <RoutingRules><New/><RoutingRule><New/><Condition><New/></Condition><Redirect><MirrorURL>u</MirrorURL></Redirect></RoutingRule></RoutingRules>
                </WebsiteConfiguration>
                """
            )
        );
        Assert.Equal("i", read.IndexDocument!.Suffix);
        Assert.Equal(new RoutingRedirectDocument(), Assert.Single(read.RoutingRules).Redirect);
    }
}
