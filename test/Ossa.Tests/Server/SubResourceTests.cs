using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>
/// Tables over all sub-resources of the catalogue: two of them in one request are refused, whatever the method, and so is one with a method
/// that it does not have.
/// </summary>
public sealed class SubResourceTests : ServerTest
{
    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "POST", "DELETE"];

    [Theory]
    [InlineData(nameof(Level.Service))]
    [InlineData(nameof(Level.Bucket))]
    [InlineData(nameof(Level.Object))]
    public async Task Two_in_one_request_are_refused(string of)
    {
        var level = Enum.Parse<Level>(of);
        await PutAsync("k", Utf8("content"));
        var number = 0;
        foreach (var first in SubResourceNames.At(level))
        {
            foreach (var second in SubResourceNames.At(level).Where(name => name != first))
            {
                var method = Methods[number++ % Methods.Length];
                var answer = await SendAsync(method, level, [Parameter(level, first), Parameter(level, second)]);
                Assert.Equal(
                    $"{method} {first} {second}: 400 InvalidArgument",
                    $"{method} {first} {second}: {answer.Status} {answer.Code}"
                );
                Assert.Null(answer.Ec);
                if (method != "HEAD")
                {
                    Assert.Equal(
                        ("ResourceType", second),
                        (answer.Element("ArgumentName"), answer.Element("ArgumentValue"))
                    );
                }
            }
        }

        Assert.Equal("content", (await GetAsync("k")).Text);
    }

    [Theory]
    [InlineData(nameof(Level.Service))]
    [InlineData(nameof(Level.Bucket))]
    [InlineData(nameof(Level.Object))]
    public async Task One_with_a_method_that_it_does_not_have_is_refused(string of)
    {
        var level = Enum.Parse<Level>(of);
        await PutAsync("k", Utf8("content"));
        var routes = OperationCatalogue.All.Select(operation => operation.Route).Where(route => route.Level == level);
        foreach (var (name, value) in SubResourceNames.At(level).Select(name => Parameter(level, name)))
        {
            var alone = value.Length == 0 ? name : $"{name}={value}";
            var served = routes.Where(route => route.SubResource == alone).Select(route => route.Method).ToList();
            foreach (var method in Methods.Except(served))
            {
                var answer = await SendAsync(method, level, [H(name, value)]);
                Assert.Equal(
                    $"{method} {name}: 405 MethodNotAllowed {OssErrors.MethodNotAllowed.Ec}",
                    $"{method} {name}: {answer.Status} {answer.Code} {answer.Ec}"
                );
            }
        }

        Assert.Equal("content", (await GetAsync("k")).Text);
    }

    [Theory]
    [InlineData("GET", "k", "acl&versionId=null", 200)]
    [InlineData("GET", "k", "response-content-type=text/plain&x-oss-traffic-limit=819200", 200)]
    [InlineData("PUT", "k", "partNumber=1&uploadId=none", 404)]
    [InlineData("POST", "a", "append&position=0", 200)]
    [InlineData("GET", null, "uploads&prefix=p&delimiter=/&encoding-type=url", 200)]
    [InlineData("GET", null, "acl&acl", 200)]
    [InlineData("GET", "k", "location=home&policy=strict&stat=1", 200)]
    [InlineData("GET", "k", "comp=home", 200)]
    [InlineData("GET", "k", "unheard&of", 200)]
    [InlineData("GET", null, "unheard&objectMeta=x", 200)]
    [InlineData("OPTIONS", "k", "acl&tagging", 403)]
    public async Task Parameters_that_go_with_it_are_welcome(string method, string? key, string query, int status)
    {
        await PutAsync("k");
        var answer = await Server.SendAsync(
            method,
            Bucket,
            key,
            [
                .. query
                    .Split('&')
                    .Select(part => part.Split('='))
                    .Select(part => H(part[0], part.ElementAtOrDefault(1) ?? "")),
            ],
            method == "OPTIONS" ? [H("Origin", "http://a"), H("Access-Control-Request-Method", "GET")] : [],
            method is "PUT" or "POST" ? [1] : null
        );
        Assert.Equal(status, answer.Status);
    }

    /// <summary>The parameter with the value that the routes want of it.</summary>
    private static KeyValuePair<string, string> Parameter(Level level, string name)
    {
        var mark = OperationCatalogue
            .All.Select(operation => operation.Route)
            .First(route => route.Level == level && route.Named == name)
            .SubResource!.Split('&')[0];
        return H(name, mark.Length == name.Length ? "" : mark[(name.Length + 1)..]);
    }

    private Task<WireResponse> SendAsync(string method, Level level, KeyValuePair<string, string>[] query) =>
        Server.SendAsync(
            method,
            level == Level.Service ? null : Bucket,
            level == Level.Object ? "k" : null,
            query,
            body: method is "PUT" or "POST" ? [] : null
        );
}
