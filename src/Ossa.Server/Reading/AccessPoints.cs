using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// Access points are still to come. What is asked for one of them by a parameter must not happen to the bucket instead.
/// </summary>
internal static class AccessPoints
{
    private const string NameParameter = "x-oss-access-point-name";

    public static void RefuseNamed(OssContext context, string operation)
    {
        if (context.Target.Has(NameParameter))
        {
            throw new OssException(OssErrors.NotImplementedOperation, "Operation", $"{operation} of an access point");
        }
    }
}
