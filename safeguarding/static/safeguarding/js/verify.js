// Works out the SHA-256 of a file in the browser and asks about that. The file itself is never sent: the control that
// chooses it stands in no form and has no name.
const place = document.querySelector("[data-check-file]");
if (place && window.crypto?.subtle) {
  const status = place.querySelector("[data-status]");
  const asked = document.getElementById("id_asked");
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const check = async (file) => {
    status.textContent = status.dataset.working;
    try {
      asked.value = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      asked.form.requestSubmit();
    } catch {
      status.textContent = status.dataset.failed;
    }
  };

  place.hidden = false;
  place.querySelector("[data-choose]").addEventListener("click", () => {
    const chooser = document.createElement("input");
    chooser.type = "file";
    chooser.addEventListener("change", () => chooser.files.length && check(chooser.files[0]));
    chooser.click();
  });
}
