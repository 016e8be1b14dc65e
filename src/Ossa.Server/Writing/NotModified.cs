using Microsoft.AspNetCore.Http;
using Ossa.Engine.Objects;
using Ossa.Server.Road;

namespace Ossa.Server.Writing;

/// <summary>Answers that what the asker has is still right.</summary>
internal static class NotModified
{
    public static void Answer(OssContext context, ObjectRecord record)
    {
        ObjectHeaders.WriteIdentity(context, record);
        context.Http.Response.StatusCode = StatusCodes.Status304NotModified;
    }
}
