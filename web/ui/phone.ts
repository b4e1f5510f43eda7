// Whether the page is as narrow as a phone.
import { useEffect, useState } from "react";

const phone = "(max-width: 600px)";

export function useIsPhone(): boolean {
  const [isPhone, setIsPhone] = useState(() => window.matchMedia(phone).matches);
  useEffect(() => {
    const query = window.matchMedia(phone);
    const note = () => setIsPhone(query.matches);
    query.addEventListener("change", note);
    return () => query.removeEventListener("change", note);
  }, []);
  return isPhone;
}
