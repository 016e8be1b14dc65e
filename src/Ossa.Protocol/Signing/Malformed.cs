using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>Refusals of signatures that do not follow their form.</summary>
internal static class Malformed
{
    public static OssException Authorization(OssError error, string authorization) =>
        Argument(error, "Authorization", authorization);

    public static OssException Argument(OssError error, string name, string value) =>
        new(error, [new("ArgumentName", name), new("ArgumentValue", value)]);
}
