using System.Reflection;
using CsCheck;
using Ossa.Protocol.Errors;
using Ossa.Server.Identity;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Whatever stands in a header or a parameter, its reader makes something of it or refuses it with an error of the list.</summary>
public sealed class HostileHeaderTests
{
    /// <summary>Readers of requests that look at no value which somebody else chose, or at bodies, which are tried over the wire.</summary>
    private static readonly Type[] TriedElsewhere =
    [
        typeof(ArchiveState),
        typeof(FormSections),
        typeof(FormUpload),
        typeof(PolicyBody),
        typeof(RequestBody),
        typeof(XmlRequest),
    ];

    public static TheoryData<string> Readers => [.. HeaderParser.All.Select(parser => parser.Reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Any_value_is_read_or_refused(string reader)
    {
        var parser = HeaderParser.All.Single(parser => parser.Reader.Name == reader);
        Gen.Select(Gen.OneOf<string>([.. parser.Names]), HostileValues.Gen, KeyValuePair.Create)
            .Array[1, 3]
            .Sample(
                values =>
                {
                    var request = HeaderParser.Request(values);
                    request.Caller = new Caller("somebody", "1");
                    try
                    {
                        parser.Read(request);
                    }
                    catch (OssException refusal)
                    {
                        Assert.Contains(refusal.Error, OssErrors.All);
                    }
                },
                iter: 2_000
            );
    }

    [Fact]
    public void Every_reader_of_requests_is_tried()
    {
        var untried = typeof(ByteRange)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ByteRange).Namespace && ReadsRequests(type))
            .Except([.. HeaderParser.All.Select(parser => parser.Reader), .. TriedElsewhere])
            .Select(type => type.Name);
        Assert.True(
            !untried.Any(),
            $"No hostile values are tried on {string.Join(", ", untried)}: add them to HeaderParser.All."
        );
    }

    private static bool ReadsRequests(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(OssContext)));
}
