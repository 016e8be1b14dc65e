using System.Globalization;
using Ossa.Engine;
using Ossa.Engine.Multipart;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The parameters uploadId and partNumber.</summary>
internal static class UploadParameter
{
    /// <summary>The upload that the request names; one that is not there is refused with the given error.</summary>
    public static async ValueTask<UploadRecord> FindAsync(OssContext context, OssError missing)
    {
        var text = context.Target["uploadId"] ?? "";
        if (!UploadId.TryParse(text, out var id))
        {
            throw new OssException(OssErrors.MalformedUploadId, "UploadId", text);
        }

        return await context.Engine.Uploads.FindAsync(context.Bucket, context.Key, id, context.Aborted)
            ?? throw new OssException(missing, "UploadId", text);
    }

    /// <summary>A part whose upload was forgotten must not become the object.</summary>
    public static void RequireNone(OssContext context)
    {
        if (context.Target.Has("partNumber"))
        {
            throw new OssException(OssErrors.MalformedUploadId, "UploadId", "");
        }
    }

    /// <summary>The number of the part that the request is about.</summary>
    public static int ReadPartNumber(OssContext context)
    {
        if (context.Target["partNumber"] is not { } text)
        {
            throw new OssException(
                OssErrors.MissingPartNumber,
                [new("ArgumentName", "ResourceType"), new("ArgumentValue", "partNumber")]
            );
        }

        var readable = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return readable && number is >= 1 and <= Limits.MaxParts
            ? number
            : throw ListParameters.Invalid(OssErrors.InvalidPartNumber, "PartNumber", text);
    }
}
