using Ossa.Engine.Multipart;

namespace Ossa.Simulation.Model;

/// <summary>An upload that was begun.</summary>
/// <param name="Target">The key that it is for.</param>
/// <param name="Version">The version that its object is to be.</param>
/// <param name="Record">What the engine said of it; null where it did not answer.</param>
internal sealed record BegunUpload(Place Target, long Version, UploadRecord? Record)
{
    /// <summary>Where its parts are noted.</summary>
    public Place Place => Place.Upload(Target.Bucket, Target.Key!, Version);
}
